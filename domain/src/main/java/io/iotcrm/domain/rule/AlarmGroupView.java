package io.iotcrm.domain.rule;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A storm: many alarms of one rule in a short time, handled as one.
 *
 * @param scope what they have in common: {@code rule}, {@code site/NAME} or {@code account/ID}
 * @param closedAt null while it lasts
 * @param ticketId the ticket that the others' tickets and tasks are attached to; may be null
 * @param active alarms of it that last
 */
public record AlarmGroupView(
    UUID id,
    UUID ruleId,
    String ruleName,
    String scope,
    Instant openedAt,
    Instant closedAt,
    UUID ticketId,
    Long ticketNumber,
    long alarms,
    long devices,
    long active)
    implements Serializable {}
