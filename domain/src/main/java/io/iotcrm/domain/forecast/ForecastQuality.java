package io.iotcrm.domain.forecast;

import java.io.Serializable;

/**
 * How good a forecast was on values that are known by now, beside the baseline.
 *
 * @param method the one that is used
 * @param baseline the seasonal naive method
 * @param validation errors where it was decided which method is used
 * @param test errors of the newest values, which decided nothing: the honest ones
 * @param checkedSteps errors are of so many steps ahead
 */
public record ForecastQuality(
    String method,
    String baseline,
    Accuracy validation,
    Accuracy baselineValidation,
    Accuracy test,
    Accuracy baselineTest,
    int checkedSteps)
    implements Serializable {

  public static ForecastQuality of(SeriesForecast forecast) {
    return new ForecastQuality(
        forecast.method(),
        forecast.baseline(),
        forecast.validation(),
        forecast.baselineValidation(),
        forecast.test(),
        forecast.baselineTest(),
        forecast.checkedSteps());
  }
}
