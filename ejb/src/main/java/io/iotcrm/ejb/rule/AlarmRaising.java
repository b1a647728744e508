package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmEvent.Kind;
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
  @Inject private AlarmGroups groups;
  @Inject private Evidence evidence;

  @Inject
  @ConfigProperty(name = "iotcrm.alarms.storm.threshold", defaultValue = "10")
  private int stormThreshold;

  @Inject
  @ConfigProperty(name = "iotcrm.alarms.storm.window-seconds", defaultValue = "60")
  private int stormWindowSeconds;

  /**
   * @return the case with its alarm; nothing where this was raised before, or is open still
   */
  Optional<FiredCase> raise(FiredCase one) throws SQLException {
    CompiledRule rule = one.rule();
    RuleEvent event = one.event();
    String deviceId = one.device().getId();
    if (alarms.exists(rule.id(), deviceId, event.raisedAt())) {
      return Optional.empty();
    }
    String values = EventValues.toJson(event.values()).toString();
    Optional<Alarm> open = alarms.open(rule.id(), deviceId);
    if (open.isPresent()) {
      if (open.get().repeat(event.raisedAt(), values)) {
        alarms.note(open.get(), Kind.REPEATED, message(one), event.at(), one.actor());
      }
      return Optional.empty();
    }
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
    alarm.saw(values);
    alarm.belongsTo(scope, storm.map(Membership::groupId).orElse(null));
    alarm.escalatesNext(0, Escalation.of(rule).dueAt(0, Instant.now()));
    em.persist(alarm);
    em.flush(); // ids refer to it, and the provider cannot see that
    alarms.tell(
        alarm, Kind.RAISED, "Alarm: " + alarm.getMessage(), message(one), event.at(), one.actor());
    return Optional.of(one.with(alarm, proof, storm.isPresent() && !storm.get().opened()));
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

  /** The condition ceased to hold. */
  void clear(String deviceId, RuleEvent event) {
    alarms
        .open(event.ruleId(), deviceId)
        .filter(alarm -> !alarm.getRaisedAt().isAfter(event.at()))
        .ifPresent(
            alarm -> {
              if (!event.values().isEmpty()) {
                alarm.saw(EventValues.toJson(event.values()).toString());
              }
              alarms.clear(alarm, event.at(), "rule/" + event.ruleId());
            });
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
