package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A list that is paged in the database. Its filters and its cursor are in the address, so that a
 * list can be kept as a bookmark and the browser's way back works.
 */
public abstract class ListPage<T> {
  /** Rows on one page. */
  protected static final int ROWS = 25;

  @Inject private Params params;
  private String q;
  private String cursor;
  private Page<T> page;

  @PostConstruct
  void readAddress() {
    q = params.get("q");
    cursor = params.get("cursor");
    read(params);
  }

  /** Takes the list's own filters from the address. */
  protected void read(Params address) {}

  /** Asks the service for one page of the list. */
  protected abstract Page<T> load(PageRequest request);

  /** The filters besides the search words, as they stand in the address; values may be null. */
  protected Map<String, String> filters() {
    return Map.of();
  }

  private Page<T> page() {
    if (page == null) {
      try {
        page = load(new PageRequest(ROWS, cursor));
      } catch (InvalidInputException unreadable) {
        // A filter or a cursor that somebody edited by hand: the list begins anew.
        cursor = null;
        page = load(PageRequest.first(ROWS));
      }
    }
    return page;
  }

  /** After a change: read again. */
  protected void reload() {
    page = null;
  }

  public List<T> getItems() {
    return page().items();
  }

  public String getNext() {
    return page().nextCursor() == null ? null : encode(page().nextCursor());
  }

  /** The filters for the address of another page of this list. */
  public String getQuery() {
    Map<String, String> all = new java.util.LinkedHashMap<>(filters());
    all.put("q", q);
    return query(all);
  }

  /** Names and values as they stand in an address; those without a value are left out. */
  protected static String query(Map<String, String> values) {
    return values.entrySet().stream()
        .filter(e -> e.getValue() != null && !e.getValue().isBlank())
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  public String getQ() {
    return q;
  }

  public String getCursor() {
    return cursor;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
