package io.iotcrm.domain.forecast;

import java.util.List;

/**
 * What comes next in a series, and how good such forecasts were. Arrays are by steps ahead.
 *
 * @param method the one that is used: the better one where it was decided
 * @param baseline the seasonal naive method that it was compared with
 * @param values what is expected
 * @param baselineValues what the baseline expects
 * @param interval80 low and high by step
 * @param interval95 low and high by step
 * @param validation errors where it was decided between methods
 * @param baselineValidation the baseline's errors there
 * @param test errors of the newest values, which decided nothing
 * @param baselineTest the baseline's errors there
 * @param checkedSteps errors are known of so many steps ahead
 * @param sums errors of sums of the first steps, for stock
 */
public record SeriesForecast(
    String method,
    String baseline,
    double[] values,
    double[] baselineValues,
    List<double[]> interval80,
    List<double[]> interval95,
    Accuracy validation,
    Accuracy baselineValidation,
    Accuracy test,
    Accuracy baselineTest,
    int checkedSteps,
    SumErrors sums) {

  /** How far off the sum of the first steps may be, with a sign. */
  public interface SumErrors {
    /**
     * @param step 0 for the first alone
     * @param coverage e.g. 0.8
     */
    double low(int step, double coverage);

    double high(int step, double coverage);
  }
}
