package io.iotcrm.domain.support;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * What a customer thought of the solution of a ticket.
 *
 * @param score 1 (bad) to 5 (good); null: not answered
 */
public record SatisfactionView(
    UUID ticketId,
    Instant sentAt,
    Instant expiresAt,
    Instant answeredAt,
    Integer score,
    String comment)
    implements Serializable {}
