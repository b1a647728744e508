package io.iotcrm.domain.webhook;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * An attempt to tell an endpoint.
 *
 * @param status what it answered; null: nothing
 * @param error why the attempt failed; null: it did not
 */
public record WebhookDeliveryView(
    UUID id,
    Instant at,
    String idempotencyKey,
    int attempt,
    Integer status,
    String error,
    int durationMillis)
    implements Serializable {}
