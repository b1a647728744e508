package io.iotcrm.web.forecast;

import io.iotcrm.domain.forecast.ForecastQuality;
import io.iotcrm.web.telemetry.SeriesChart;

/**
 * A series with what comes next, ready to be shown.
 *
 * @param ahead see chart.js
 * @param words how good it was, or why there is none
 * @param quality null where there is none
 */
public record ForecastChart(
    SeriesChart chart, String ahead, String words, ForecastQuality quality) {}
