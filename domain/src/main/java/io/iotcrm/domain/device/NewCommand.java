package io.iotcrm.domain.device;

import java.time.Instant;

/**
 * What somebody wants a device to do.
 *
 * @param paramsJson JSON object; null means none
 * @param expiresAt until when it makes sense; null means an hour after it may be sent
 * @param idempotencyKey the same key makes the same command once; null for always a new one
 */
public record NewCommand(
    String deviceId,
    String name,
    String paramsJson,
    Instant expiresAt,
    CommandOptions options,
    String idempotencyKey) {

  public NewCommand(
      String deviceId, String name, String paramsJson, Instant expiresAt, String idempotencyKey) {
    this(deviceId, name, paramsJson, expiresAt, CommandOptions.USUAL, idempotencyKey);
  }
}
