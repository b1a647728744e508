package io.iotcrm.domain.support;

import io.iotcrm.domain.platform.PageRequest;
import java.util.Set;
import java.util.UUID;

/**
 * Which tickets are wanted, newest first. Every filter may be null.
 *
 * @param q a part of the subject, or the whole number
 * @param status any of these; empty or null for all
 * @param assignee the assignee's username
 */
public record TicketQuery(
    String q,
    Set<TicketStatus> status,
    Priority priority,
    String assignee,
    UUID accountId,
    UUID contactId,
    String deviceId,
    UUID alarmId,
    PageRequest page) {}
