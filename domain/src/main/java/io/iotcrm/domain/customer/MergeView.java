package io.iotcrm.domain.customer;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Two records that became one.
 *
 * @param keptName what the record that stayed is called; null where it is gone by now
 * @param mergedName what the record that went was called
 * @param moved how many related records moved or gave way
 * @param undoneAt when it was taken back; null while it holds
 */
public record MergeView(
    UUID id,
    String object,
    UUID keptId,
    String keptName,
    UUID mergedId,
    String mergedName,
    long moved,
    Instant mergedAt,
    String mergedBy,
    Instant undoneAt,
    String undoneBy)
    implements Serializable {}
