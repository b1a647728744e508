package io.iotcrm.domain.device;

/**
 * A device and the only sight of its secret.
 *
 * @param secret 43 characters of base64url; only its hash is stored
 */
public record NewDevice(DeviceView device, String secret) {}
