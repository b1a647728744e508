package io.iotcrm.ejb.rule;

import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.ejb.device.ActiveRules;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns what a rule saw into work: alarm, ticket, task, command, webhook, mail and so on, all in
 * one transaction and once per rule, device and {@code raisedAt}, however often the event is
 * reported.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ActionService {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Database database;
  @Inject private ActiveRules rules;
  @Inject private AlarmRaising raising;
  @Inject private CustomerWork customers;
  @Inject private OutsideWork outside;
  @Inject private Meters meters;

  /** Carries out what an event asks for. Does nothing where that was done before. */
  @PermitAll
  public EventOutcome perform(Happened happened) throws SQLException {
    String deviceId = happened.deviceId();
    RuleEvent event = happened.event();
    oneAtATime(event.ruleId() + "/" + deviceId);
    if (event.kind() == RuleEvent.Kind.CLEARED) {
      return raising.clear(deviceId, event, happened.source());
    }
    Optional<CompiledRule> rule = rules.current().flatMap(current -> current.rule(event.ruleId()));
    Device device = em.find(Device.class, deviceId);
    if (rule.isEmpty() || device == null || !happened.mayBeOf(rule.get(), device)) {
      return EventOutcome.NOT_WANTED;
    }
    FiredCase one = FiredCase.of(device, rule.get(), event, happened.source(), happened.sent());
    if (one.rule().raisesAlarm()) {
      AlarmRaising.Raised raised = raising.raise(one);
      if (raised.outcome() == EventOutcome.RAISED) {
        act(raised.one());
      } else if (raised.outcome() == EventOutcome.MERGED) {
        noteSent(raised.one());
      }
      return raised.outcome();
    }
    if (isInTimeline(one.key(-1))) {
      return EventOutcome.KNOWN;
    }
    act(one);
    return EventOutcome.RAISED;
  }

  /** Commands that an edge sent about an alarm that was raised before it told us. */
  private void noteSent(FiredCase one) throws SQLException {
    List<RuleAction> actions = one.rule().actions();
    for (int place : one.sent()) {
      if (place >= 0
          && place < actions.size()
          && actions.get(place) instanceof RuleAction.SendCommand send) {
        outside.sendCommand(one, send, place);
      }
    }
  }

  /** Two instances may report the same event: the second waits and then finds it done. */
  private void oneAtATime(String what) throws SQLException {
    database.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            statement.setString(1, what);
            return statement.execute();
          }
        });
  }

  private boolean isInTimeline(String key) {
    return !em.createQuery(
            "select t.id from TimelineEntry t where t.idempotencyKey = ?1", UUID.class)
        .setParameter(1, key)
        .getResultList()
        .isEmpty();
  }

  private void act(FiredCase one) throws SQLException {
    List<RuleAction> actions = one.rule().actions();
    for (int i = 0; i < actions.size(); i++) {
      RuleAction action = actions.get(i);
      String key = one.key(i);
      boolean done = true;
      if (action instanceof RuleAction.OpenTicket open) {
        customers.openTicket(one, open, key);
      } else if (action instanceof RuleAction.CreateTask create) {
        customers.createTask(one, create, key);
      } else if (action instanceof RuleAction.RecordInteraction record) {
        customers.recordInteraction(one, record, i);
      } else if (action instanceof RuleAction.SendCommand send) {
        outside.sendCommand(one, send, i);
      } else if (action instanceof RuleAction.CallWebhook call) {
        done = outside.callWebhook(one, call, key);
      } else if (action instanceof RuleAction.SendMail send) {
        outside.sendMail(one, send, key);
      } else if (action instanceof RuleAction.OpenDeal open) {
        done = customers.openDeal(one, open, key);
      } else if (action instanceof RuleAction.EnterCampaign enter) {
        done = customers.enterCampaign(one, enter);
      } else {
        continue; // ESCALATE and GROUP say how the alarm is handled: nothing is to be done now
      }
      meters.action(action.type(), done ? "done" : "skipped");
    }
  }
}
