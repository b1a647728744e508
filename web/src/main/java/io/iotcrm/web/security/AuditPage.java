package io.iotcrm.web.security;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.AuditChainView;
import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEntryView;
import io.iotcrm.domain.security.AuditQuery;
import io.iotcrm.ejb.security.AuditTrail;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The audit: look for entries, check the chain, take a copy. */
@Named
@RequestScoped
public class AuditPage extends ListPage<AuditEntryView> {
  private static final List<String> NAMES =
      List.of("actor", "action", "objectType", "objectId", "outcome", "address", "from", "to");

  @EJB private AuditTrail trail;
  @Inject private Changes changes;
  private final Map<String, String> filter = new LinkedHashMap<>();
  private AuditChainView chain;

  @Override
  protected void read(Params address) {
    NAMES.forEach(name -> filter.put(name, address.get(name)));
  }

  @Override
  protected Page<AuditEntryView> load(PageRequest request) {
    LocalDate to = day("to");
    return trail.list(
        new AuditQuery(
            filter.get("actor"),
            filter.get("action"),
            filter.get("objectType"),
            filter.get("objectId"),
            Params.constant(AuditEntry.Outcome.class, filter.get("outcome")),
            filter.get("address"),
            start(day("from")),
            start(to == null ? null : to.plusDays(1)),
            request));
  }

  @Override
  protected Map<String, String> filters() {
    return filter;
  }

  /** What the API's export understands: whole days become moments. */
  public String getExportQuery() {
    Map<String, String> kept = new LinkedHashMap<>(filter);
    LocalDate to = day("to");
    kept.put("from", text(start(day("from"))));
    kept.put("to", text(start(to == null ? null : to.plusDays(1))));
    return query(kept);
  }

  /** Goes through the whole chain. */
  public void verify() {
    changes.attempt(() -> chain = trail.verify(), "audit.verified");
  }

  public AuditChainView getChain() {
    if (chain == null) {
      chain = trail.chain();
    }
    return chain;
  }

  public Map<String, String> getFilter() {
    return filter;
  }

  public AuditEntry.Outcome[] getOutcomes() {
    return AuditEntry.Outcome.values();
  }

  /** Null where nothing, or no day, is in the field. */
  private LocalDate day(String name) {
    try {
      return filter.get(name) == null ? null : LocalDate.parse(filter.get(name));
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  private static Instant start(LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String text(Instant at) {
    return at == null ? null : at.toString();
  }
}
