package io.iotcrm.benchmark.forecast;

import io.iotcrm.domain.forecast.Forecasting;
import io.iotcrm.domain.forecast.NoForecastException;
import io.iotcrm.domain.forecast.SeriesForecast;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Forecasts a data set from several origins in its last part, as the product would have done then:
 * everything, also the choice of the method, is learnt from what was before the origin. What is
 * compared took no part in anything.
 */
final class ForecastTrial {
  private static final double LAST_PART = 0.3;
  private static final int ORIGINS = 10;

  private final int horizon;
  private final Errors method = new Errors();
  private final Errors naive = new Errors();
  private int series;
  private int better;
  private int forecasts;
  private int values;
  private int inside80;
  private int inside95;
  private long nanos;

  ForecastTrial(int horizon) {
    this.horizon = horizon;
  }

  /** Means over series: a large one counts as much as a small one. */
  private static final class Errors {
    private double mase;
    private double smape;
    private int scaled;
    private int count;

    void add(double absolute, double percent, double scale) {
      if (scale > 0) {
        mase += absolute / scale;
        scaled++;
      }
      smape += percent;
      count++;
    }

    String mase() {
      return scaled == 0 ? "" : text(mase / scaled, 3);
    }

    String smape() {
      return count == 0 ? "" : text(smape / count, 1);
    }
  }

  private static String text(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  static List<Object> row(DataSet data, int horizon) {
    ForecastTrial trial = new ForecastTrial(horizon);
    data.series().forEach(one -> trial.run(data, one));
    return List.of(
        data.name(),
        horizon + " " + data.step().unit(),
        trial.series,
        trial.forecasts,
        trial.method.mase(),
        trial.naive.mase(),
        trial.method.smape(),
        trial.naive.smape(),
        trial.better + " of " + trial.series,
        text(100.0 * trial.inside80 / Math.max(1, trial.values), 0) + " %",
        text(100.0 * trial.inside95 / Math.max(1, trial.values), 0) + " %",
        text(trial.nanos / 1e6 / Math.max(1, trial.forecasts), 0) + " ms");
  }

  private void run(DataSet data, double[] all) {
    int period = data.step().periods().get(0);
    int from = (int) Math.round(all.length * (1 - LAST_PART));
    int last = all.length - horizon;
    int stride = Math.max(1, (last - from) / ORIGINS);
    double[] sums = new double[5];
    for (int origin = from; origin <= last; origin += stride) {
      try {
        long begun = System.nanoTime();
        SeriesForecast forecast =
            Forecasting.of(
                Arrays.copyOf(all, origin), data.step().periods(), data.step().unit(), horizon);
        nanos += System.nanoTime() - begun;
        forecasts++;
        compare(all, origin, forecast, sums);
      } catch (NoForecastException e) {
        // Its origin is left out, as the product would say why.
        continue;
      }
    }
    int compared = (int) sums[4];
    if (compared > 0) {
      double scale = scale(all, from, period);
      method.add(sums[0] / compared, sums[1] / compared, scale);
      naive.add(sums[2] / compared, sums[3] / compared, scale);
      series++;
      better += sums[0] < sums[2] ? 1 : 0;
    }
  }

  private void compare(double[] all, int origin, SeriesForecast forecast, double[] sums) {
    for (int step = 0; step < horizon; step++) {
      double actual = all[origin + step];
      if (Double.isNaN(actual)) {
        continue;
      }
      double said = forecast.values()[step];
      double naively = forecast.baselineValues()[step];
      sums[0] += Math.abs(actual - said);
      sums[1] += percent(actual, said);
      sums[2] += Math.abs(actual - naively);
      sums[3] += percent(actual, naively);
      sums[4]++;
      values++;
      inside80 += isInside(forecast.interval80().get(step), actual) ? 1 : 0;
      inside95 += isInside(forecast.interval95().get(step), actual) ? 1 : 0;
    }
  }

  private static boolean isInside(double[] interval, double actual) {
    return interval[0] - 1e-9 <= actual && actual <= interval[1] + 1e-9;
  }

  private static double percent(double actual, double said) {
    double size = Math.abs(actual) + Math.abs(said);
    return size == 0 ? 0 : 200 * Math.abs(actual - said) / size;
  }

  /** Of MASE: the mean error of the seasonal naive forecast before the first origin. */
  private static double scale(double[] all, int end, int period) {
    double sum = 0;
    int count = 0;
    for (int i = period; i < end; i++) {
      double off = Math.abs(all[i] - all[i - period]);
      if (!Double.isNaN(off)) {
        sum += off;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
