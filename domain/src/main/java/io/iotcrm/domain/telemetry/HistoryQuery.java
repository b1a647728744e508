package io.iotcrm.domain.telemetry;

import io.iotcrm.domain.platform.PageRequest;
import java.time.Instant;

/**
 * Which part of a series is wanted, newest first.
 *
 * @param key the series; null for all of them
 * @param from inclusive; null for 24 hours before {@code to}
 * @param to exclusive; null for now
 */
public record HistoryQuery(
    String deviceId, String key, Instant from, Instant to, PageRequest page) {}
