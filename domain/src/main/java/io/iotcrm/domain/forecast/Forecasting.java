package io.iotcrm.domain.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forecasts a series of equal intervals. Several forms of exponential smoothing and the seasonal
 * naive method forecast a known past; the one with the least mean absolute error there is used, so
 * that it was never worse than the baseline where that was decided. What the newest values say of
 * it is reported apart. Pure: equal values give equal forecasts.
 */
public final class Forecasting {
  /** Of the intervals so many may be missing. */
  private static final double MOST_MISSING = 0.5;

  /** A longer season counts from so many times its length. */
  private static final double LONG_SEASONS = 2.5;

  private Forecasting() {}

  /**
   * @param values one for each interval, the oldest first; NaN where missing
   * @param periods intervals in a season, the shortest first, e.g. 24 and 168 for hours
   * @param unit what an interval is called in messages, e.g. {@code hours}
   * @param horizon steps ahead, 1 at least
   * @throws NoForecastException where the values do not suffice
   */
  public static SeriesForecast of(double[] values, List<Integer> periods, String unit, int horizon)
      throws NoForecastException {
    double[] known = trimmed(values);
    int period = periods.get(0);
    check(known, period, unit);
    Backtest backtest = new Backtest(known, period, horizon);
    List<Integer> seasons =
        periods.stream()
            .filter(one -> one.equals(period) || backtest.learnt() >= LONG_SEASONS * one)
            .toList();
    double scale = Accuracy.scale(known, backtest.learnt(), period);

    Forecaster baseline =
        best(backtest, seasons.stream().map(one -> (Forecaster) new SeasonalNaive(one)).toList());
    Map<Forecaster, HoltWinters.Shape> shapes = new LinkedHashMap<>();
    for (HoltWinters.Shape shape : shapes(seasons)) {
      shapes.put(HoltWinters.fit(known, backtest.learnt(), shape), shape);
    }
    Forecaster smoothing = best(backtest, List.copyOf(shapes.keySet()));
    Forecaster chosen =
        best(backtest, List.of(baseline, smoothing, new Average(smoothing, baseline)));
    Forecaster learnt = learntAnew(chosen, known, shapes);
    double[] ahead = learnt.forecasts(known, new int[] {known.length}, horizon)[0];
    double[][] residuals = backtest.residuals(chosen);
    ErrorQuantiles errors = new ErrorQuantiles(residuals, backtest.horizon());
    ErrorQuantiles sums = new ErrorQuantiles(Backtest.accumulated(residuals), backtest.horizon());
    double floor = Arrays.stream(known).anyMatch(v -> v < 0) ? Double.NEGATIVE_INFINITY : 0;
    return new SeriesForecast(
        chosen.name(),
        baseline.name(),
        Arrays.stream(ahead).map(v -> Math.max(floor, v)).toArray(),
        baseline.forecasts(known, new int[] {known.length}, horizon)[0],
        interval(ahead, errors, 0.80, floor),
        interval(ahead, errors, 0.95, floor),
        backtest.validation(chosen).accuracy(scale),
        backtest.validation(baseline).accuracy(scale),
        backtest.test(chosen).accuracy(scale),
        backtest.test(baseline).accuracy(scale),
        backtest.horizon(),
        sums);
  }

  /** With constants from all values, now that it is decided which method is used. */
  private static Forecaster learntAnew(
      Forecaster chosen, double[] values, Map<Forecaster, HoltWinters.Shape> shapes) {
    if (chosen instanceof Average average) {
      return new Average(
          learntAnew(average.first(), values, shapes),
          learntAnew(average.second(), values, shapes));
    }
    HoltWinters.Shape shape = shapes.get(chosen);
    return shape == null ? chosen : HoltWinters.fit(values, values.length, shape);
  }

  /**
   * Before the first value there was nothing; what is missing at the end is a gap like any other.
   */
  private static double[] trimmed(double[] values) {
    int first = 0;
    while (first < values.length && Double.isNaN(values[first])) {
      first++;
    }
    return Arrays.copyOfRange(values, first, values.length);
  }

  private static void check(double[] values, int period, String unit) throws NoForecastException {
    if (values.length == 0) {
      throw new NoForecastException(SkipReason.NO_VALUES, "there are no values");
    }
    if (values.length < 3 * period) {
      throw new NoForecastException(
          SkipReason.TOO_LITTLE_HISTORY,
          "too little history: %d of %d %s; needs at least two seasons (%d %s) to learn from and one"
                  .formatted(values.length, 3 * period, unit, 2 * period, unit)
              + " to check");
    }
    long missing = Arrays.stream(values).filter(Double::isNaN).count();
    if (missing > MOST_MISSING * values.length) {
      throw new NoForecastException(
          SkipReason.TOO_MANY_GAPS,
          "too many gaps: %d of %d %s have no value".formatted(missing, values.length, unit));
    }
  }

  /** From the simplest, which wins where several are as good. */
  private static List<HoltWinters.Shape> shapes(List<Integer> seasons) {
    List<HoltWinters.Shape> shapes = new ArrayList<>();
    shapes.add(new HoltWinters.Shape(List.of(), false));
    shapes.add(new HoltWinters.Shape(List.of(), true));
    for (int one : seasons) {
      shapes.add(new HoltWinters.Shape(List.of(one), false));
    }
    shapes.add(new HoltWinters.Shape(List.of(seasons.get(0)), true));
    if (seasons.size() > 1) {
      shapes.add(new HoltWinters.Shape(seasons, false));
    }
    return shapes;
  }

  private static Forecaster best(Backtest backtest, List<Forecaster> methods) {
    Map<Forecaster, Double> errors = new LinkedHashMap<>();
    for (Forecaster method : methods) {
      errors.put(method, backtest.validation(method).accuracy(0).mae());
    }
    // The first of equals: what is as good as the baseline is the baseline.
    return errors.entrySet().stream()
        .min(Comparator.comparingDouble(Map.Entry::getValue))
        .orElseThrow()
        .getKey();
  }

  private static List<double[]> interval(
      double[] ahead, ErrorQuantiles errors, double coverage, double floor) {
    List<double[]> interval = new ArrayList<>();
    for (int step = 0; step < ahead.length; step++) {
      interval.add(
          new double[] {
            Math.max(floor, ahead[step] + Math.min(0, errors.low(step, coverage))),
            Math.max(floor, ahead[step] + Math.max(0, errors.high(step, coverage)))
          });
    }
    return interval;
  }
}
