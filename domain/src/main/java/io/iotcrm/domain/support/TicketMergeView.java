package io.iotcrm.domain.support;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A ticket that was merged into another.
 *
 * @param undoneAt null: it still is
 */
public record TicketMergeView(
    UUID id,
    UUID fromId,
    long fromNumber,
    String fromSubject,
    UUID intoId,
    String mergedBy,
    Instant mergedAt,
    String undoneBy,
    Instant undoneAt)
    implements Serializable {}
