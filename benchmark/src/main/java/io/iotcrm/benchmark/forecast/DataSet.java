package io.iotcrm.benchmark.forecast;

import io.iotcrm.domain.forecast.ForecastStep;
import java.util.List;

/**
 * Series of equal intervals over the same time.
 *
 * @param series each an array with NaN where nothing is known
 */
record DataSet(String name, ForecastStep step, List<double[]> series) {}
