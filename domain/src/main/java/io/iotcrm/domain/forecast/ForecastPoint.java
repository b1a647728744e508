package io.iotcrm.domain.forecast;

import java.io.Serializable;
import java.time.Instant;

/**
 * One interval that is to come.
 *
 * @param at when the interval begins
 * @param value what is expected of it
 * @param low80 with high80: 80 of 100 values are expected between them
 * @param low95 with high95: 95 of 100
 */
public record ForecastPoint(
    Instant at, double value, double low80, double high80, double low95, double high95)
    implements Serializable {}
