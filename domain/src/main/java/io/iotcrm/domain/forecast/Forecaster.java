package io.iotcrm.domain.forecast;

/** A way to say what comes next. Missing values are NaN in what it reads, never in what it says. */
interface Forecaster {
  /** How it is called in answers, e.g. {@code holt-winters(24)}. */
  String name();

  /**
   * What it would have said at several moments, each time knowing no more than what was before.
   *
   * @param origins ascending; an origin is how many values are known
   * @return for each origin the next {@code horizon} values
   */
  double[][] forecasts(double[] values, int[] origins, int horizon);
}
