package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.PageRequest;
import java.time.Instant;
import java.util.UUID;

/**
 * Which tasks are wanted, newest first. Every filter may be null.
 *
 * @param q a part of the subject
 * @param owner the owner's username
 * @param dueBefore only tasks that are due before this time
 */
public record TaskQuery(
    String q,
    TaskStatus status,
    String owner,
    UUID accountId,
    UUID contactId,
    UUID ticketId,
    Instant dueBefore,
    PageRequest page) {}
