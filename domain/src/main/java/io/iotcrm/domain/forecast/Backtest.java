package io.iotcrm.domain.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets methods forecast a past that is known by now, from one origin after the other, each time
 * knowing no more than what was before it (rolling origin: L. J. Tashman, International Journal of
 * Forecasting 16, 2000). The values are in three parts, in the order of time: what methods learn
 * their constants from; what decides between them; and a test that decides nothing.
 */
final class Backtest {
  /** More origins cost time and tell little. */
  private static final int MOST_ORIGINS = 60;

  private final double[] values;
  private final int learnt;
  private final int decided;
  private final int horizon;
  private final int[] validation;
  private final int[] test;

  /**
   * @param values three seasons at least
   * @param period values in the season
   * @param wanted steps ahead; it looks as far as the values allow
   */
  Backtest(double[] values, int period, int wanted) {
    this.values = values;
    int spare = values.length - 2 * period;
    int tested = Math.max(1, Math.min(Math.max(wanted, period), spare / 3));
    decided = values.length - tested;
    int checked = Math.max(Math.min(wanted, spare) + period, decided / 3);
    learnt = Math.max(2 * period, decided - checked);
    horizon = Math.max(1, Math.min(wanted, Math.max(period, decided - learnt)));
    validation = origins(learnt, decided);
    test = origins(decided, values.length);
  }

  private static int[] origins(int from, int to) {
    int stride = Math.max(1, (to - from + MOST_ORIGINS - 1) / MOST_ORIGINS);
    List<Integer> origins = new ArrayList<>();
    for (int origin = from; origin < to; origin += stride) {
      origins.add(origin);
    }
    return origins.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many values methods learn from. */
  int learnt() {
    return learnt;
  }

  /** So many values were only for the test. */
  int tested() {
    return values.length - decided;
  }

  /** The farthest step that can be checked. */
  int horizon() {
    return horizon;
  }

  /** Errors where they decide. */
  Accuracy.Sum validation(Forecaster method) {
    return errors(method, validation, decided);
  }

  /** Errors where they decide nothing. */
  Accuracy.Sum test(Forecaster method) {
    return errors(method, test, values.length);
  }

  private Accuracy.Sum errors(Forecaster method, int[] origins, int end) {
    Accuracy.Sum sum = new Accuracy.Sum();
    double[][] forecasts = method.forecasts(values, origins, horizon);
    for (int i = 0; i < origins.length; i++) {
      for (int step = 0; step < horizon && origins[i] + step < end; step++) {
        sum.add(values[origins[i] + step], forecasts[i][step]);
      }
    }
    return sum;
  }

  /** What was more, by origin and step, of all that was not learnt from; NaN where not known. */
  double[][] residuals(Forecaster method) {
    int[] origins = origins(learnt, values.length);
    double[][] residuals = method.forecasts(values, origins, horizon);
    for (int i = 0; i < origins.length; i++) {
      for (int step = 0; step < horizon; step++) {
        int at = origins[i] + step;
        residuals[i][step] = at < values.length ? values[at] - residuals[i][step] : Double.NaN;
      }
    }
    return residuals;
  }

  /** Sums along each origin's way; a missing value adds nothing. */
  static double[][] accumulated(double[][] residuals) {
    double[][] sums = new double[residuals.length][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = residuals[i].clone();
      int last = sums[i].length;
      while (last > 0 && Double.isNaN(sums[i][last - 1])) {
        last--;
      }
      double sum = 0;
      for (int step = 0; step < last; step++) {
        sum += Double.isNaN(sums[i][step]) ? 0 : sums[i][step];
        sums[i][step] = sum;
      }
      Arrays.fill(sums[i], last, sums[i].length, Double.NaN);
    }
    return sums;
  }
}
