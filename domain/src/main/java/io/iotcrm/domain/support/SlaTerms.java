package io.iotcrm.domain.support;

import java.time.Duration;
import java.util.UUID;

/**
 * What was promised for a ticket.
 *
 * @param response business time until somebody answers; null: not promised
 * @param resolution business time until it is solved; null: not promised
 * @param warn a target is near when so much business time is left
 */
public record SlaTerms(
    UUID policyId, Duration response, Duration resolution, Duration warn, BusinessHours hours) {}
