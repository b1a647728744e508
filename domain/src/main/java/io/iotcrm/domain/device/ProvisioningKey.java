package io.iotcrm.domain.device;

import java.io.Serializable;
import java.time.Instant;

/**
 * What devices of a profile may register themselves with.
 *
 * @param devices how many have
 * @param refused how many attempts with this key were refused
 */
public record ProvisioningKey(
    String key, Instant createdAt, Instant lastUsedAt, long devices, long refused)
    implements Serializable {}
