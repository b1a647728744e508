package io.iotcrm.domain.sales;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.security.AppUser;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A task as lists and pages show it.
 *
 * @param remindAt when its owner is reminded; may be null
 * @param remindedAt when that was done; may be null
 * @param repeatDays once it is done the next one is due so many days later; may be null
 */
public record TaskView(
    UUID id,
    String subject,
    String description,
    TaskStatus status,
    Instant dueAt,
    String ownerUsername,
    String ownerName,
    UUID accountId,
    String accountName,
    UUID contactId,
    String contactName,
    UUID ticketId,
    TaskKind kind,
    UUID dealId,
    String dealName,
    Instant remindAt,
    Instant remindedAt,
    Integer repeatDays,
    Instant createdAt,
    Instant updatedAt,
    Instant completedAt,
    long version)
    implements Serializable {

  public static TaskView of(Task task) {
    AppUser owner = task.getOwner();
    Account account = task.getAccount();
    Deal deal = task.getDeal();
    Contact contact = task.getContact();
    return new TaskView(
        task.getId(),
        task.getSubject(),
        task.getDescription(),
        task.getStatus(),
        task.getDueAt(),
        owner == null ? null : owner.getUsername(),
        owner == null ? null : owner.getDisplayName(),
        account == null ? null : account.getId(),
        account == null ? null : account.getName(),
        contact == null ? null : contact.getId(),
        contact == null ? null : contact.getName(),
        task.getTicketId(),
        task.getKind(),
        deal == null ? null : deal.getId(),
        deal == null ? null : deal.getName(),
        task.getRemindAt(),
        task.getRemindedAt(),
        task.getRepeatDays(),
        task.getCreatedAt(),
        task.getUpdatedAt(),
        task.getCompletedAt(),
        task.getVersion());
  }
}
