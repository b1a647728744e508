package io.iotcrm.domain.sales;

import java.time.Instant;
import java.util.UUID;

/**
 * What people write in a task.
 *
 * @param status null for a new task
 */
public record TaskDetails(
    String subject,
    String description,
    TaskStatus status,
    Instant dueAt,
    String ownerUsername,
    UUID accountId,
    UUID contactId,
    UUID ticketId) {}
