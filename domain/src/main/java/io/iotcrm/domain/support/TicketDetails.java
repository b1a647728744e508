package io.iotcrm.domain.support;

import java.util.UUID;

/**
 * What people write in a ticket.
 *
 * @param status null for a new ticket
 */
public record TicketDetails(
    String subject,
    String description,
    TicketStatus status,
    Priority priority,
    UUID accountId,
    UUID contactId,
    String deviceId,
    String assigneeUsername) {}
