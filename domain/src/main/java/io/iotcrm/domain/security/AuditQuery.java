package io.iotcrm.domain.security;

import io.iotcrm.domain.platform.PageRequest;
import java.time.Instant;

/**
 * Which audit entries; null filters nothing.
 *
 * @param actor the whole name, in any case
 * @param address the whole address
 * @param from at or after
 * @param to before
 */
public record AuditQuery(
    String actor,
    String action,
    String objectType,
    String objectId,
    AuditEntry.Outcome outcome,
    String address,
    Instant from,
    Instant to,
    PageRequest page) {}
