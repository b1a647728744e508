package io.iotcrm.ejb.rule;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineEntry.Kind;
import io.iotcrm.domain.customer.TimelineEntry.Subject;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.ejb.platform.LiveEvents;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Alarms within the caller's transaction, with what everybody who changes one owes to others. */
@Dependent
public class Alarms {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private LiveEvents live;

  Optional<Alarm> open(UUID ruleId, String deviceId) {
    return em.createQuery(
            "select a from Alarm a where a.ruleId = ?1 and a.deviceId = ?2"
                + " and a.clearedAt is null",
            Alarm.class)
        .setParameter(1, ruleId)
        .setParameter(2, deviceId)
        .getResultStream()
        .findFirst();
  }

  boolean exists(UUID ruleId, String deviceId, Instant raisedAt) {
    return !em.createQuery(
            "select a.id from Alarm a where a.ruleId = ?1 and a.deviceId = ?2 and a.raisedAt = ?3",
            UUID.class)
        .setParameter(1, ruleId)
        .setParameter(2, deviceId)
        .setParameter(3, raisedAt)
        .getResultList()
        .isEmpty();
  }

  void clear(Alarm alarm, Instant at, String by) {
    if (!alarm.isActive()) {
      return;
    }
    alarm.clear(at);
    tell(alarm, Kind.ALARM_CLEARED, "Alarm cleared: " + alarm.getMessage(), at, by);
  }

  void clearAllOf(UUID ruleId, String by) {
    List<Alarm> open =
        em.createQuery(
                "select a from Alarm a where a.ruleId = ?1 and a.clearedAt is null", Alarm.class)
            .setParameter(1, ruleId)
            .getResultList();
    Instant now = Instant.now();
    open.forEach(alarm -> clear(alarm, now, by));
  }

  /** Writes it into the timeline and tells open pages. */
  void tell(Alarm alarm, Kind kind, String title, Instant at, String by) {
    em.persist(
        new TimelineEntry(
                at,
                new Subject(alarm.getAccountId(), alarm.getContactId(), alarm.getDeviceId()),
                kind,
                title,
                null,
                by)
            .about("alarm", alarm.getId()));
    live.publish(
        new LiveEvent(
            LiveEvent.Type.ALARM,
            alarm.getDeviceId(),
            alarm.getAccountId(),
            alarm.getContactId(),
            at,
            alarm.getId().toString(),
            kind.name()));
  }
}
