package io.iotcrm.ejb.rule;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineEntry.Subject;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmEvent;
import io.iotcrm.domain.rule.AlarmEvent.Kind;
import io.iotcrm.domain.rule.AlarmOrigin;
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

  Alarm known(UUID id) {
    return em.find(Alarm.class, id);
  }

  boolean acknowledge(Alarm alarm, Instant at, String by) {
    if (!alarm.acknowledge(by, at)) {
      return false;
    }
    tell(alarm, Kind.ACKNOWLEDGED, "Alarm acknowledged: " + alarm.getMessage(), null, at, by);
    return true;
  }

  boolean clear(Alarm alarm, Instant at, String by) {
    if (!alarm.isActive()) {
      return false;
    }
    alarm.clear(at, by);
    tell(alarm, Kind.CLEARED, "Alarm cleared: " + alarm.getMessage(), null, at, by);
    return true;
  }

  void clearAllOf(UUID ruleId, String by) {
    Instant now = Instant.now();
    open(ruleId).forEach(alarm -> clear(alarm, now, by));
  }

  /** Clears what nobody but an edge knows of: from now on no edge asks the rule. */
  void clearThoseOfEdges(UUID ruleId, String by) {
    Instant now = Instant.now();
    open(ruleId).stream()
        .filter(alarm -> alarm.getOrigin() == AlarmOrigin.EDGE)
        .forEach(alarm -> clear(alarm, now, by));
  }

  private List<Alarm> open(UUID ruleId) {
    return em.createQuery(
            "select a from Alarm a where a.ruleId = ?1 and a.clearedAt is null", Alarm.class)
        .setParameter(1, ruleId)
        .getResultList();
  }

  /** Writes a step into the alarm's history and tells open pages. */
  void note(Alarm alarm, Kind kind, String detail, Instant at, String by) {
    em.persist(new AlarmEvent(alarm.getId(), at, kind, by, detail));
    live.publish(
        new LiveEvent(
            LiveEvent.Type.ALARM,
            alarm.getDeviceId(),
            alarm.getAccountId(),
            alarm.getContactId(),
            at,
            alarm.getId().toString(),
            timelineKind(kind).map(Enum::name).orElse(kind.name())));
  }

  /** The same, and into the timeline of the device and its owner. */
  void tell(Alarm alarm, Kind kind, String title, String detail, Instant at, String by) {
    TimelineEntry.Kind timeline = timelineKind(kind).orElseThrow();
    em.persist(
        new TimelineEntry(
                at,
                new Subject(alarm.getAccountId(), alarm.getContactId(), alarm.getDeviceId()),
                timeline,
                title,
                null,
                by)
            .about("alarm", alarm.getId()));
    note(alarm, kind, detail, at, by);
  }

  /** What the customer's history is told of; assignments and comments are our own business. */
  private static Optional<TimelineEntry.Kind> timelineKind(Kind kind) {
    return switch (kind) {
      case RAISED -> Optional.of(TimelineEntry.Kind.ALARM_RAISED);
      case ACKNOWLEDGED -> Optional.of(TimelineEntry.Kind.ALARM_ACKNOWLEDGED);
      case ESCALATED -> Optional.of(TimelineEntry.Kind.ALARM_ESCALATED);
      case CLEARED -> Optional.of(TimelineEntry.Kind.ALARM_CLEARED);
      case REPEATED, CONFIRMED, ASSIGNED, COMMENTED, GROUPED -> Optional.empty();
    };
  }
}
