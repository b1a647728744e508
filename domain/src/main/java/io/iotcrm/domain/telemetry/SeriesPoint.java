package io.iotcrm.domain.telemetry;

import java.io.Serializable;
import java.time.Instant;

/**
 * One stored value of one series.
 *
 * @param value a {@link Double} or a {@link String}; booleans are stored as 0 and 1
 */
public record SeriesPoint(String key, Instant at, Object value) implements Serializable {}
