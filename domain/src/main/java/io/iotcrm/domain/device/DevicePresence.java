package io.iotcrm.domain.device;

import java.io.Serializable;
import java.time.Instant;

/**
 * Whether a device is there, and since when.
 *
 * @param connectedAt when its present or last span of connections began; null: never
 * @param disconnectedAt when its last span ended; null while the first goes on
 * @param lastSeenAt when its newest message was taken; null: never
 */
public record DevicePresence(
    String deviceId,
    PresenceState state,
    Instant connectedAt,
    Instant disconnectedAt,
    Instant lastSeenAt)
    implements Serializable {}
