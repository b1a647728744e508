package io.iotcrm.ejb.sales;

import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.rule.MailRecipient;
import io.iotcrm.domain.sales.Task;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.ejb.mail.MailOutbox;
import io.iotcrm.ejb.platform.LiveEvents;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;

/**
 * Reminds owners of their tasks: in the portal, and by mail where this installation can send it.
 * For the clock, not for callers from outside.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TaskReminders {
  private static final int AT_ONCE = 100;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private MailOutbox mail;
  @Inject private LiveEvents live;

  /**
   * Reminds of those that are due to be reminded of, each once.
   *
   * @return how many; 100 where there may be more
   */
  public int remind(Instant now) {
    List<Task> tasks =
        em.createQuery(
                "select t from Task t where t.status = ?1 and t.remindAt <= ?2"
                    + " and t.remindedAt is null order by t.remindAt",
                Task.class)
            .setParameter(1, TaskStatus.OPEN)
            .setParameter(2, now)
            .setMaxResults(AT_ONCE)
            .getResultList();
    for (Task task : tasks) {
      task.reminded(now);
      if (task.getOwner() != null && mail.isConfigured()) {
        mail.add(letter(task), "task-reminder/" + task.getId() + "/" + task.getRemindAt());
      }
      live.publish(
          new LiveEvent(
              LiveEvent.Type.TASK,
              null,
              task.getAccount() == null ? null : task.getAccount().getId(),
              task.getContact() == null ? null : task.getContact().getId(),
              now,
              task.getId().toString(),
              "REMINDER"));
    }
    return tasks.size();
  }

  private static MailOutbox.Letter letter(Task task) {
    StringBuilder text = new StringBuilder(task.getSubject());
    if (task.getDueAt() != null) {
      text.append("\n\nDue: ").append(task.getDueAt());
    }
    if (task.getAccount() != null) {
      text.append("\nCustomer: ").append(task.getAccount().getName());
    }
    if (task.getDescription() != null) {
      text.append("\n\n").append(task.getDescription());
    }
    String whole = text.toString();
    return new MailOutbox.Letter(
        new MailRecipient(MailRecipient.Kind.USER, task.getOwner().getUsername()),
        null,
        null,
        "Reminder: " + task.getSubject(),
        whole.length() > MailOutbox.MAX_TEXT ? whole.substring(0, MailOutbox.MAX_TEXT) : whole);
  }
}
