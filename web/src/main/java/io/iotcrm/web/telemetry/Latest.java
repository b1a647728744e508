package io.iotcrm.web.telemetry;

import java.time.Instant;

/**
 * The newest value of one series, ready to be shown.
 *
 * @param unit as people write it, or empty
 */
public record Latest(
    String deviceId, String key, String label, String value, String unit, Instant at) {}
