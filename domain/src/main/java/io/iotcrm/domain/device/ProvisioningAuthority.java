package io.iotcrm.domain.device;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Who may sign the certificates of a profile's devices.
 *
 * @param name its common name
 * @param devices how many have come with its certificates
 * @param refused how many certificates of its were refused
 */
public record ProvisioningAuthority(
    UUID id,
    String name,
    String fingerprint,
    Instant notAfter,
    Instant createdAt,
    Instant revokedAt,
    long devices,
    long refused)
    implements Serializable {}
