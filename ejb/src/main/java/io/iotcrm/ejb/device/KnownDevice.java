package io.iotcrm.ejb.device;

import io.iotcrm.domain.rule.twin.DeviceTraits;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What the hot paths need to know of a device.
 *
 * @param no its short name in the telemetry tables
 * @param booleanKeys its series that are stored as 0 and 1 but mean false and true
 */
public record KnownDevice(
    String id,
    int no,
    boolean enabled,
    UUID accountId,
    UUID contactId,
    DeviceTraits traits,
    Set<String> booleanKeys,
    Instant updatedAt) {}
