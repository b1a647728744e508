package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.platform.PageRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which part of a timeline a caller asks for. */
public class TimelineFilter {
  @QueryParam("kind")
  private List<TimelineEntry.Kind> kinds;

  @QueryParam("from")
  private Instant from;

  @QueryParam("to")
  private Instant to;

  @QueryParam("q")
  private String q;

  @QueryParam("limit")
  @DefaultValue("50")
  private int limit;

  @QueryParam("cursor")
  private String cursor;

  public TimelineQuery ofAccount(UUID id) {
    return query(id, null, null, null);
  }

  public TimelineQuery ofContact(UUID id) {
    return query(null, id, null, null);
  }

  public TimelineQuery ofLead(UUID id) {
    return query(null, null, id, null);
  }

  public TimelineQuery ofDevice(String id) {
    return query(null, null, null, id);
  }

  private TimelineQuery query(UUID account, UUID contact, UUID lead, String device) {
    Set<TimelineEntry.Kind> wanted =
        kinds == null
            ? Set.of()
            : kinds.stream().filter(Objects::nonNull).collect(Collectors.toSet());
    return new TimelineQuery(
        account, contact, lead, device, wanted, from, to, q, new PageRequest(limit, cursor));
  }
}
