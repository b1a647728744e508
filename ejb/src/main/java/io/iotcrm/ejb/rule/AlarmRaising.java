package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmEvent.Kind;
import io.iotcrm.domain.rule.AlarmOrigin;
import io.iotcrm.domain.rule.AlarmSource;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.ejb.rule.AlarmGroups.Membership;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Raises alarms within the caller's transaction: one open at a time per rule and device. */
@Dependent
public class AlarmRaising {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Alarms alarms;
  @Inject private AlarmReports reports;
  @Inject private AlarmGroups groups;
  @Inject private Evidence evidence;

  @Inject
  @ConfigProperty(name = "iotcrm.alarms.storm.threshold", defaultValue = "10")
  private int stormThreshold;

  @Inject
  @ConfigProperty(name = "iotcrm.alarms.storm.window-seconds", defaultValue = "60")
  private int stormWindowSeconds;

  /**
   * What came of a raising.
   *
   * @param one the case with its alarm; without one where the event is known
   */
  record Raised(EventOutcome outcome, FiredCase one) {}

  Raised raise(FiredCase one) throws SQLException {
    String deviceId = one.device().getId();
    Optional<AlarmReports.About> about = reports.about(one.event(), deviceId, one.source());
    if (about.isEmpty()) {
      return new Raised(EventOutcome.KNOWN, one);
    }
    return about.get().isNew()
        ? new Raised(EventOutcome.RAISED, raiseNew(one))
        : new Raised(EventOutcome.MERGED, merge(one, about.get()));
  }

  /** One more report of an alarm: by the other side, or by the same because it happened again. */
  private FiredCase merge(FiredCase one, AlarmReports.About about) throws SQLException {
    RuleEvent event = one.event();
    Alarm alarm = alarms.known(about.alarmId());
    int reported = reports.add(alarm.getId(), event, one.device().getId(), one.source());
    String values = EventValues.toJson(event.values()).toString();
    if (about.news()) {
      alarm.confirmedBy(one.source());
      alarms.note(alarm, Kind.CONFIRMED, message(one), event.at(), one.reporter());
    } else if (reported > alarm.getOccurrences() && alarm.repeat(event.raisedAt(), values)) {
      alarms.note(alarm, Kind.REPEATED, message(one), event.at(), one.reporter());
    }
    return one.with(alarm, alarm.getEvidence(), false);
  }

  private FiredCase raiseNew(FiredCase one) throws SQLException {
    CompiledRule rule = one.rule();
    RuleEvent event = one.event();
    String deviceId = one.device().getId();
    String values = EventValues.toJson(event.values()).toString();
    String proof = evidence.of(one.device(), rule, event);
    RuleAction.Group policy = policy(rule);
    String scope = policy.scope(one.device().getSite(), one.accountId());
    Optional<Membership> storm = groups.join(rule.id(), scope, deviceId, policy);
    Alarm alarm =
        new Alarm(
            rule.id(),
            deviceId,
            one.accountId(),
            one.subject().contactId(),
            rule.definition().severity(),
            message(one),
            event.raisedAt(),
            proof);
    alarm.raisedBy(one.source());
    alarm.saw(values);
    alarm.belongsTo(scope, storm.map(Membership::groupId).orElse(null));
    alarm.escalatesNext(0, Escalation.of(rule).dueAt(0, Instant.now()));
    em.persist(alarm);
    em.flush(); // ids refer to it, and the provider cannot see that
    reports.add(alarm.getId(), event, deviceId, one.source());
    alarms.tell(
        alarm,
        Kind.RAISED,
        "Alarm: " + alarm.getMessage(),
        message(one),
        event.at(),
        one.reporter());
    return one.with(alarm, proof, storm.isPresent() && !storm.get().opened());
  }

  private RuleAction.Group policy(CompiledRule rule) {
    return rule.actions().stream()
        .filter(RuleAction.Group.class::isInstance)
        .map(RuleAction.Group.class::cast)
        .findFirst()
        .orElseGet(
            () ->
                new RuleAction.Group(
                    stormThreshold, stormWindowSeconds, RuleAction.Group.Scope.RULE));
  }

  /**
   * The condition ceased to hold. What an edge has not reported, it does not clear; what was raised
   * again since then stays open.
   */
  EventOutcome clear(String deviceId, RuleEvent event, AlarmSource source) {
    Optional<Alarm> open =
        alarms
            .open(event.ruleId(), deviceId)
            .filter(alarm -> !alarm.getLastRaisedAt().isAfter(event.at()))
            .filter(
                alarm ->
                    source.origin() == AlarmOrigin.CENTRE
                        || alarm.getOrigin() != AlarmOrigin.CENTRE);
    if (open.isEmpty()) {
      return EventOutcome.NOTHING_OPEN;
    }
    if (!event.values().isEmpty()) {
      open.get().saw(EventValues.toJson(event.values()).toString());
    }
    alarms.clear(open.get(), event.at(), source.actor(event.ruleId()));
    return EventOutcome.CLEARED;
  }

  private static String message(FiredCase one) {
    StringBuilder message = new StringBuilder(one.rule().definition().name());
    String separator = ": ";
    for (String key : one.rule().seriesKeys()) {
      Object value = one.event().values().get("latest." + key);
      if (value != null) {
        message.append(separator).append(key).append(" = ").append(value);
        separator = ", ";
      }
    }
    return message.toString();
  }
}
