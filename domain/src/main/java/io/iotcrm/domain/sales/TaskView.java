package io.iotcrm.domain.sales;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.security.AppUser;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A task as lists and pages show it. */
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
    Instant createdAt,
    Instant updatedAt,
    Instant completedAt,
    long version)
    implements Serializable {

  public static TaskView of(Task task) {
    AppUser owner = task.getOwner();
    Account account = task.getAccount();
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
        task.getCreatedAt(),
        task.getUpdatedAt(),
        task.getCompletedAt(),
        task.getVersion());
  }
}
