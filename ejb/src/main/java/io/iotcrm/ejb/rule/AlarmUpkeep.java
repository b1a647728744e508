package io.iotcrm.ejb.rule;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineEntry.Subject;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmEvent.Kind;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.MailRecipient;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.sales.Task;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketComment;
import io.iotcrm.ejb.device.ActiveRules;
import io.iotcrm.ejb.mail.MailOutbox;
import io.iotcrm.ejb.platform.LiveEvents;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to alarms as time passes, each step in a transaction of its own. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AlarmUpkeep {
  private static final String SYSTEM = "system";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private EscalationTable escalations;
  @Inject private AlarmGroups groups;
  @Inject private ActiveRules rules;
  @Inject private Alarms alarms;
  @Inject private MailOutbox mail;
  @Inject private LiveEvents live;

  /**
   * Takes one step of an alarm's escalation: worse, and a task or a mail for those who should know.
   *
   * @return whether it was taken here
   */
  public boolean escalate(EscalationTable.Due due) throws SQLException {
    if (rules.current().isEmpty()) {
      return false; // this instance has just started and does not know any rule yet
    }
    Optional<CompiledRule> rule = rules.current().flatMap(set -> set.rule(due.ruleId()));
    Escalation escalation = rule.map(Escalation::of).orElseGet(() -> new Escalation(List.of()));
    Optional<RuleAction.Escalate> found = escalation.step(due.level());
    if (found.isEmpty()) {
      escalations.stop(due.alarmId());
      return false;
    }
    RuleAction.Escalate step = found.get();
    Severity wanted = step.severity() == null ? due.severity().worse() : step.severity();
    Severity severity = wanted.isWorseThan(due.severity()) ? wanted : due.severity();
    if (!escalations.advance(due, severity, escalation.dueAt(due.level() + 1, due.since()))) {
      return false;
    }
    Alarm alarm = em.find(Alarm.class, due.alarmId());
    alarms.tell(
        alarm,
        Kind.ESCALATED,
        "Alarm escalated to " + severity + ": " + alarm.getMessage(),
        "%s to %s: not acknowledged within %d min"
            .formatted(due.severity(), severity, step.afterMinutes()),
        Instant.now(),
        SYSTEM);
    String key = "alarm/%s/escalation/%d".formatted(due.alarmId(), due.level());
    if (step.task() != null) {
      createTask(alarm, rule.get(), step, key);
    }
    if (step.team() != null && mail.isConfigured()) {
      String text = "Nobody has acknowledged this alarm within %d minutes: %s";
      mail.add(
          new MailOutbox.Letter(
              new MailRecipient(MailRecipient.Kind.TEAM, step.team()),
              alarm.getAccountId(),
              null,
              severity + ": " + alarm.getMessage(),
              text.formatted(step.afterMinutes(), alarm.getMessage())),
          key + "/mail");
    }
    return true;
  }

  private void createTask(Alarm alarm, CompiledRule rule, RuleAction.Escalate step, String key) {
    Device device = em.find(Device.class, alarm.getDeviceId());
    Account account =
        alarm.getAccountId() == null ? null : em.find(Account.class, alarm.getAccountId());
    Map<String, Object> values = EventValues.fromJson(alarm.getLastValues());
    String subject =
        step.task()
            .render(
                name ->
                    switch (name) {
                      case "device.id" -> device.getId();
                      case "device.name" -> device.getName();
                      case "device.site" -> device.getSite();
                      case "rule.name" -> rule.definition().name();
                      case "account.name" -> account == null ? null : account.getName();
                      default -> values.get(name);
                    });
    AppUser owner = account == null ? null : account.getOwner();
    Task task =
        new Task(
            subject,
            alarm.getMessage(),
            Instant.now(),
            step.team() == null ? owner : leastBusy(step.team()).orElse(owner));
    task.concern(account, null, alarm.getTicketId());
    task.once(key);
    em.persist(task);
    Subject whose = new Subject(alarm.getAccountId(), alarm.getContactId(), alarm.getDeviceId());
    em.persist(
        new TimelineEntry(
                Instant.now(),
                whose,
                TimelineEntry.Kind.TASK_CREATED,
                "Task: " + task.getSubject(),
                null,
                SYSTEM)
            .about("task", task.getId()));
    live.publish(
        new LiveEvent(
            LiveEvent.Type.TASK,
            whose.deviceId(),
            whose.accountId(),
            whose.contactId(),
            Instant.now(),
            task.getId().toString(),
            TimelineEntry.Kind.TASK_CREATED.name()));
  }

  /** The one of a team with the fewest open tasks. */
  private Optional<AppUser> leastBusy(String team) {
    List<?> ids =
        em.createNativeQuery(
                "select u.id from app_user u join team_member m on m.user_id = u.id"
                    + " join team g on g.id = m.team_id where g.name = ?1 and u.enabled order by"
                    + " (select count(*) from task t where t.owner_id = u.id"
                    + " and t.status = 'OPEN'), u.username")
            .setParameter(1, team)
            .setMaxResults(1)
            .getResultList();
    return ids.stream().findFirst().map(id -> em.find(AppUser.class, id));
  }

  /**
   * Ends the storms that are over and says so on their tickets.
   *
   * @return how many were ended
   */
  public int closeQuietGroups() throws SQLException {
    List<AlarmGroups.Closed> closed = groups.closeQuiet();
    for (AlarmGroups.Closed group : closed) {
      Ticket ticket = group.ticketId() == null ? null : em.find(Ticket.class, group.ticketId());
      if (ticket != null) {
        String text = "The storm is over: %d alarms on %d devices.";
        em.persist(
            new TicketComment(
                ticket, SYSTEM, text.formatted(group.alarms(), group.devices()), true));
      }
    }
    return closed.size();
  }
}
