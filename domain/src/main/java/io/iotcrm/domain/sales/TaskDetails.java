package io.iotcrm.domain.sales;

import java.time.Instant;
import java.util.UUID;

/**
 * What people write in a task.
 *
 * @param status null for a new task
 * @param plan null: as it is, or a thing to do that nobody is reminded of
 */
public record TaskDetails(
    String subject,
    String description,
    TaskStatus status,
    Instant dueAt,
    String ownerUsername,
    UUID accountId,
    UUID contactId,
    UUID ticketId,
    TaskPlan plan) {

  public TaskDetails(
      String subject,
      String description,
      TaskStatus status,
      Instant dueAt,
      String ownerUsername,
      UUID accountId,
      UUID contactId,
      UUID ticketId) {
    this(subject, description, status, dueAt, ownerUsername, accountId, contactId, ticketId, null);
  }
}
