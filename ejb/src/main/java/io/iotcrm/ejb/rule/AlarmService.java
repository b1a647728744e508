package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.TimelineEntry.Kind;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmQuery;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.Rule;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;

/** Alarms as people see and handle them. */
@Stateless
public class AlarmService {
  private static final String NAME = "alarm";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Alarms alarms;

  @Resource private SessionContext caller;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<AlarmView> list(AlarmQuery query) {
    ListQuery<Alarm> list =
        ListQuery.of(em, Alarm.class, "select a from Alarm a", query.page())
            .filter("a.accountId = ?", query.accountId())
            .filter("a.contactId = ?", query.contactId())
            .filter("a.deviceId = ?", query.deviceId())
            .filter("a.severity = ?", query.severity());
    if (query.active() != null) {
      list.and(query.active() ? "a.clearedAt is null" : "a.clearedAt is not null");
    }
    Cursor after = list.cursor(2);
    if (after != null) {
      list.and(
          "a.raisedAt < ? or a.raisedAt = ? and a.id > ?",
          after.instant(0),
          after.instant(0),
          after.uuid(1));
    }
    return list.page(
        "a.raisedAt desc, a.id",
        alarm -> Cursor.of(alarm.getRaisedAt(), alarm.getId()),
        this::view);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public AlarmView alarm(UUID id) {
    return view(records.find(Alarm.class, NAME, id));
  }

  /** The caller has seen it and takes care. */
  @RolesAllowed({ADMIN, SUPPORT})
  public AlarmView acknowledge(UUID id) {
    Alarm alarm = records.find(Alarm.class, NAME, id);
    if (alarm.getAcknowledgedAt() == null) {
      Instant now = Instant.now();
      alarm.acknowledge(name(), now);
      alarms.tell(
          alarm, Kind.ALARM_ACKNOWLEDGED, "Alarm acknowledged: " + alarm.getMessage(), now, name());
      records.flush(NAME, id);
    }
    return view(alarm);
  }

  /** Closes it by hand. The rule fires again only after its condition has been false. */
  @RolesAllowed({ADMIN, SUPPORT})
  public AlarmView clear(UUID id) {
    Alarm alarm = records.find(Alarm.class, NAME, id);
    alarms.clear(alarm, Instant.now(), name());
    records.flush(NAME, id);
    return view(alarm);
  }

  private String name() {
    return caller.getCallerPrincipal().getName();
  }

  /** The rule is in the persistence context after the first of its alarms. */
  private AlarmView view(Alarm alarm) {
    Rule rule = em.find(Rule.class, alarm.getRuleId());
    return AlarmView.of(alarm, rule == null ? null : rule.getName());
  }
}
