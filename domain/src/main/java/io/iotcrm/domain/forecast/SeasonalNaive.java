package io.iotcrm.domain.forecast;

/**
 * Each value is as it was a season before: the baseline that any better method has to beat (Hyndman
 * and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 5.2). Where that
 * value is missing, the one of the season before it is taken.
 *
 * @param period values in a season, 1 at least
 */
record SeasonalNaive(int period) implements Forecaster {

  @Override
  public String name() {
    return "seasonal-naive(" + period + ")";
  }

  @Override
  public double[][] forecasts(double[] values, int[] origins, int horizon) {
    double[][] forecasts = new double[origins.length][horizon];
    for (int i = 0; i < origins.length; i++) {
      for (int step = 0; step < horizon; step++) {
        int at = origins[i] + step;
        int before = at - period * (step / period + 1);
        while (before >= 0 && Double.isNaN(values[before])) {
          before -= period;
        }
        forecasts[i][step] = before >= 0 ? values[before] : newest(values, origins[i]);
      }
    }
    return forecasts;
  }

  /** What is known of a time of the season that never had a value. */
  private static double newest(double[] values, int origin) {
    for (int i = origin - 1; i >= 0; i--) {
      if (!Double.isNaN(values[i])) {
        return values[i];
      }
    }
    return 0;
  }
}
