package io.iotcrm.web.search;

import io.iotcrm.domain.search.SearchHit;
import io.iotcrm.domain.search.SearchKind;
import io.iotcrm.domain.search.SearchQuery;
import io.iotcrm.domain.search.SearchResult;
import io.iotcrm.ejb.search.SearchService;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.PortalPage;
import io.iotcrm.web.platform.Visitor;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What was found: all kinds, some of each, or many of one kind. */
@Named
@RequestScoped
public class SearchPage {
  private static final int OF_EACH_KIND = 8;
  private static final int AT_A_GLANCE = 4;

  @EJB private SearchService search;
  @Inject private Params params;
  @Inject private Visitor visitor;
  private String q;
  private SearchKind kind;
  private SearchResult result;

  @PostConstruct
  void readAddress() {
    q = params.get("q");
    kind = Params.constant(SearchKind.class, params.get("kind"));
  }

  /** Whether there is enough to look for. */
  public boolean isAsked() {
    return q != null && q.length() >= SearchQuery.MIN_TEXT && q.length() <= SearchQuery.MAX_TEXT;
  }

  public SearchResult getResult() {
    return find(kind == null ? OF_EACH_KIND : SearchQuery.MAX_LIMIT);
  }

  /** The few that stand below the field while somebody types. */
  public SearchResult getGlance() {
    return find(AT_A_GLANCE);
  }

  private SearchResult find(int limit) {
    if (result == null) {
      Set<SearchKind> kinds = kind == null ? Set.of() : EnumSet.of(kind);
      result =
          isAsked()
              ? search.find(new SearchQuery(q, kinds, limit))
              : new SearchResult(false, List.of());
    }
    return result;
  }

  /** Where a hit is shown: its own page, or the list in which it stands. */
  public String address(SearchHit hit) {
    return switch (hit.kind()) {
      case ACCOUNT -> "account.xhtml?id=" + hit.id();
      case CONTACT -> "contact.xhtml?id=" + hit.id();
      case LEAD -> "lead.xhtml?id=" + hit.id();
      case TICKET -> "ticket.xhtml?id=" + hit.id();
      case DEVICE -> "device.xhtml?id=" + encode(hit.id());
      case DEAL ->
          visitor.hasAnyOf(PortalPage.DEAL.roles())
              ? "deal.xhtml?id=" + hit.id()
              : "deals.xhtml?show=all&q=" + encode(text(hit));
      case TASK -> "tasks.xhtml?show=all&q=" + encode(text(hit));
      case CAMPAIGN -> "campaigns.xhtml?id=" + hit.id();
      case ITEM -> "items.xhtml?q=" + encode(text(hit));
    };
  }

  private static String text(SearchHit hit) {
    return hit.title().stream().map(SearchHit.Part::text).collect(Collectors.joining());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** For the address of the same question about one kind. */
  public String getEncoded() {
    return q == null ? "" : encode(q);
  }

  public String getQ() {
    return q;
  }

  public SearchKind getKind() {
    return kind;
  }
}
