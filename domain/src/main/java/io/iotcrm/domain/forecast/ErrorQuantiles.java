package io.iotcrm.domain.forecast;

import java.util.Arrays;

/**
 * How far off forecasts were, by steps ahead: what intervals are made of. Quantiles are taken so
 * that a new error lies outside no more often than is said if it is like the old ones (split
 * conformal prediction; Lei and others, Journal of the American Statistical Association 113, 2018).
 * Few errors of one step are put together with those of its neighbours. Beyond the steps that were
 * checked the intervals grow with the square root of the steps, as those of a random walk do.
 */
final class ErrorQuantiles implements SeriesForecast.SumErrors {
  private static final int ENOUGH = 60;

  private final double[][] sortedByStep;

  /**
   * @param residuals by origin and step; NaN where not known
   * @param steps that have a meaning
   */
  ErrorQuantiles(double[][] residuals, int steps) {
    sortedByStep = new double[steps][];
    for (int step = 0; step < steps; step++) {
      sortedByStep[step] = around(residuals, step, steps);
    }
  }

  private static double[] around(double[][] residuals, int step, int steps) {
    int reach = 0;
    while (true) {
      int from = Math.max(0, step - reach);
      int to = Math.min(steps, step + reach + 1);
      double[] found =
          Arrays.stream(residuals)
              .flatMapToDouble(one -> Arrays.stream(one, from, to))
              .filter(value -> !Double.isNaN(value))
              .sorted()
              .toArray();
      if (found.length >= ENOUGH || from == 0 && to == steps) {
        return found;
      }
      reach++;
    }
  }

  /** The least error that is expected, with a sign. */
  @Override
  public double low(int step, double coverage) {
    return scaled(step, (1 - coverage) / 2, false);
  }

  /** The greatest error that is expected, with a sign. */
  @Override
  public double high(int step, double coverage) {
    return scaled(step, (1 - coverage) / 2, true);
  }

  private double scaled(int step, double tail, boolean high) {
    int known = Math.min(step, sortedByStep.length - 1);
    double[] errors = sortedByStep[known];
    if (errors.length == 0) {
      return 0;
    }
    int rank = (int) Math.floor((errors.length + 1) * tail) - 1;
    int index = Math.max(0, rank);
    double error = high ? errors[errors.length - 1 - index] : errors[index];
    return error * Math.sqrt((step + 1.0) / (known + 1));
  }
}
