package io.iotcrm.domain.device;

import java.time.Instant;

/**
 * What somebody wants a device to do.
 *
 * @param paramsJson JSON object; null means none
 * @param expiresAt until when it makes sense; null means an hour from now
 * @param idempotencyKey the same key makes the same command once; null for always a new one
 */
public record NewCommand(
    String deviceId, String name, String paramsJson, Instant expiresAt, String idempotencyKey) {}
