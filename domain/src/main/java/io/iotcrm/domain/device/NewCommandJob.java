package io.iotcrm.domain.device;

import java.time.Instant;

/**
 * What somebody wants many devices to do.
 *
 * @param paramsJson JSON object; null means none
 * @param expiresAt until when it makes sense; null means an hour after it may be sent
 * @param idempotencyKey the same key makes the same job once; null for always a new one
 */
public record NewCommandJob(
    DeviceSelection selection,
    String name,
    String paramsJson,
    Instant expiresAt,
    CommandOptions options,
    String idempotencyKey) {}
