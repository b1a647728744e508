package io.iotcrm.ejb.rule;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineEntry.Kind;
import io.iotcrm.domain.customer.TimelineEntry.Subject;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.recommendation.InteractionKind;
import io.iotcrm.domain.recommendation.NewInteraction;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.sales.Task;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.ejb.device.ActiveRules;
import io.iotcrm.ejb.device.Commands;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.LiveEvents;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.recommendation.InteractionRecorder;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns what a rule saw into work: alarm, ticket, task, command, interaction, all in one
 * transaction and once per rule, device and {@code raisedAt}, however often the event is reported.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ActionService {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Database database;
  @Inject private ActiveRules rules;
  @Inject private Alarms alarms;
  @Inject private Evidence evidence;
  @Inject private LiveEvents live;
  @Inject private Meters meters;
  @Inject private Commands commands;
  @EJB private InteractionRecorder interactions;

  /** An event with everything that its actions need. */
  private record Case(
      Device device, CompiledRule rule, RuleEvent event, Account account, Contact contact) {
    String key(int action) {
      return "rule/%s/%s/%d/%d"
          .formatted(rule.id(), device.getId(), event.raisedAt().toEpochMilli(), action);
    }

    String actor() {
      return "rule/" + rule.id();
    }

    Object value(String placeholder) {
      return switch (placeholder) {
        case "device.id" -> device.getId();
        case "device.name" -> device.getName();
        case "device.site" -> device.getSite();
        case "rule.name" -> rule.definition().name();
        case "account.name" -> account == null ? null : account.getName();
        default -> event.values().get(placeholder);
      };
    }

    Subject subject() {
      return new Subject(
          account == null ? null : account.getId(),
          contact == null ? null : contact.getId(),
          device.getId());
    }
  }

  /** Carries out what an event asks for. Does nothing where that was done before. */
  @PermitAll
  public void perform(String deviceId, RuleEvent event) throws SQLException {
    oneAtATime(event.ruleId() + "/" + deviceId);
    if (event.kind() == RuleEvent.Kind.CLEARED) {
      alarms
          .open(event.ruleId(), deviceId)
          .filter(alarm -> !alarm.getRaisedAt().isAfter(event.at()))
          .ifPresent(alarm -> alarms.clear(alarm, event.at(), "rule/" + event.ruleId()));
      return;
    }
    Optional<CompiledRule> rule = rules.current().flatMap(current -> current.rule(event.ruleId()));
    Device device = em.find(Device.class, deviceId);
    if (rule.isEmpty() || device == null) {
      return;
    }
    Contact contact = device.getContact();
    Account account =
        device.getAccount() != null || contact == null ? device.getAccount() : contact.getAccount();
    raise(new Case(device, rule.get(), event, account, contact));
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

  private void raise(Case one) throws SQLException {
    UUID alarmId = null;
    String proof = "{}";
    if (one.rule().raisesAlarm()) {
      UUID ruleId = one.rule().id();
      String deviceId = one.device().getId();
      if (alarms.exists(ruleId, deviceId, one.event().raisedAt())
          || alarms.open(ruleId, deviceId).isPresent()) {
        return;
      }
      proof = evidence.of(one.device(), one.rule(), one.event());
      alarmId = raiseAlarm(one, proof);
    } else if (isInTimeline(one.key(-1))) {
      return;
    }
    UUID ticketId = null;
    List<RuleAction> actions = one.rule().actions();
    for (int i = 0; i < actions.size(); i++) {
      RuleAction action = actions.get(i);
      if (action instanceof RuleAction.OpenTicket open) {
        ticketId = openTicket(one, open, alarmId, proof, one.key(i));
      } else if (action instanceof RuleAction.CreateTask create) {
        createTask(one, create, ticketId, one.key(i));
      } else if (action instanceof RuleAction.SendCommand send) {
        sendCommand(one, send, alarmId, one.key(i));
      } else if (action instanceof RuleAction.RecordInteraction record) {
        recordInteraction(one, record, i);
      }
      meters.action(action.getClass().getSimpleName(), "done");
    }
  }

  private boolean isInTimeline(String key) {
    return !em.createQuery(
            "select t.id from TimelineEntry t where t.idempotencyKey = ?1", UUID.class)
        .setParameter(1, key)
        .getResultList()
        .isEmpty();
  }

  private UUID raiseAlarm(Case one, String proof) {
    StringBuilder message = new StringBuilder(one.rule().definition().name());
    String separator = ": ";
    for (String key : one.rule().seriesKeys()) {
      Object value = one.event().values().get("latest." + key);
      if (value != null) {
        message.append(separator).append(key).append(" = ").append(value);
        separator = ", ";
      }
    }
    Alarm alarm =
        new Alarm(
            one.rule().id(),
            one.device().getId(),
            one.subject().accountId(),
            one.subject().contactId(),
            one.rule().definition().severity(),
            message.toString(),
            one.event().raisedAt(),
            proof);
    em.persist(alarm);
    em.flush(); // ids refer to it, and the provider cannot see that
    alarms.tell(alarm, Kind.ALARM_RAISED, "Alarm: " + message, one.event().at(), one.actor());
    return alarm.getId();
  }

  private UUID openTicket(
      Case one, RuleAction.OpenTicket action, UUID alarmId, String proof, String key) {
    Ticket ticket =
        new Ticket(
            action.subject().render(one::value),
            action.description().render(one::value),
            action.priority(),
            one.account(),
            one.contact());
    ticket.openedBy(alarmId, one.device().getId(), proof, key);
    em.persist(ticket);
    em.flush();
    tell(one, Kind.TICKET_OPENED, "Ticket: " + ticket.getSubject(), "ticket", ticket.getId());
    return ticket.getId();
  }

  private void createTask(Case one, RuleAction.CreateTask action, UUID ticketId, String key) {
    Task task =
        new Task(
            action.subject().render(one::value),
            null,
            Instant.now().plus(Duration.ofMinutes(action.dueInMinutes())),
            one.account() == null ? null : one.account().getOwner());
    task.concern(one.account(), one.contact(), ticketId);
    task.once(key);
    em.persist(task);
    tell(one, Kind.TASK_CREATED, "Task: " + task.getSubject(), "task", task.getId());
  }

  private void sendCommand(Case one, RuleAction.SendCommand action, UUID alarmId, String key) {
    String target =
        one.device().getControlsId() == null ? one.device().getId() : one.device().getControlsId();
    commands.queue(
        new Commands.Request(
            target,
            action.name(),
            action.paramsJson(),
            one.actor(),
            alarmId,
            Instant.now().plus(Duration.ofMinutes(action.expiresInMinutes())),
            key));
  }

  private void recordInteraction(Case one, RuleAction.RecordInteraction action, int index) {
    if (one.contact() == null) {
      return;
    }
    String shelf = action.shelf().render(one::value);
    double weight =
        one.event().values().get("weight." + index) instanceof Double number ? number : 0;
    interactions.record(
        NewInteraction.atShelf(
                one.contact().getId(), shelf, InteractionKind.valueOf(action.kind()), one.actor())
            .weighing(Math.max(0, Math.min(weight, NewInteraction.MAX_WEIGHT)))
            .at(one.event().at())
            .once(one.key(index)));
    em.persist(
        new TimelineEntry(
                one.event().at(),
                one.subject(),
                Kind.BEHAVIOUR,
                one.rule().definition().name() + ": " + shelf,
                null,
                one.actor())
            .once(one.key(-1)));
  }

  private void tell(Case one, Kind kind, String title, String type, UUID id) {
    em.persist(
        new TimelineEntry(Instant.now(), one.subject(), kind, title, null, one.actor())
            .about(type, id));
    live.publish(
        new LiveEvent(
            kind == Kind.TICKET_OPENED ? LiveEvent.Type.TICKET : LiveEvent.Type.TASK,
            one.device().getId(),
            one.subject().accountId(),
            one.subject().contactId(),
            Instant.now(),
            id.toString(),
            kind.name()));
  }
}
