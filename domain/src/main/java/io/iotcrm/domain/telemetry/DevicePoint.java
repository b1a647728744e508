package io.iotcrm.domain.telemetry;

import java.io.Serializable;
import java.time.Instant;

/**
 * One stored value of one series of one device.
 *
 * @param value a {@link Double} or a {@link String}; booleans are stored as 0 and 1
 */
public record DevicePoint(String device, String key, Instant at, Object value)
    implements Serializable {}
