package io.iotcrm.domain.forecast;

/**
 * The mean of what two methods say, which is often nearer than either, since their errors partly
 * cancel (J. M. Bates and C. W. J. Granger, Operational Research Quarterly 20, 1969).
 */
record Average(Forecaster first, Forecaster second) implements Forecaster {

  @Override
  public String name() {
    return "average of " + first.name() + " and " + second.name();
  }

  @Override
  public double[][] forecasts(double[] values, int[] origins, int horizon) {
    double[][] forecasts = first.forecasts(values, origins, horizon);
    double[][] others = second.forecasts(values, origins, horizon);
    for (int i = 0; i < origins.length; i++) {
      for (int step = 0; step < horizon; step++) {
        forecasts[i][step] = (forecasts[i][step] + others[i][step]) / 2;
      }
    }
    return forecasts;
  }
}
