package io.iotcrm.domain.forecast;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Exponential smoothing with additive seasons and a damped additive trend.
 *
 * <p>The recursions are those of Holt and Winters in their error correction form, ETS(A,Ad,A) in
 * Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (Springer, 2008),
 * section 2.5: with the error {@code e = y - (l + phi b + s)} the level becomes {@code l + phi b +
 * alpha e}, the trend {@code phi b + beta e}, the season's value {@code s + gamma e}. A second
 * season and the correction by {@code lambda^k e} for what is left of the newest error are those of
 * J. W. Taylor, Journal of the Operational Research Society 54 (2003). Smoothing constants make the
 * sum of squared one-step errors least. A missing value changes nothing but the time.
 */
final class HoltWinters implements Forecaster {
  private static final int EVALUATIONS = 220;
  private static final double TOLERANCE = 1e-5;
  private static final double LEAST_DAMPING = 0.8;
  private static final double MOST_DAMPING = 0.98;
  private static final double MOST_CORRECTION = 0.98;

  /** The first seasons from which the smoothing begins. */
  private static final int FIRST_SEASONS = 4;

  /**
   * What it is made of.
   *
   * @param periods values in a season, the shortest first; none for no season
   */
  record Shape(List<Integer> periods, boolean trend) {
    Shape {
      periods = List.copyOf(periods);
    }
  }

  /**
   * @param phi damping of the trend; without one 0
   * @param gammas one for each season
   * @param lambda how much of an error is left a step later; 0: nothing
   */
  record Constants(double alpha, double beta, double phi, double[] gammas, double lambda) {}

  /** What is known before the first value. */
  record Start(double level, double trend, double[][] seasons) {}

  private final Shape shape;
  private final Constants constants;
  private final Start start;

  HoltWinters(Shape shape, Constants constants, Start start) {
    this.shape = shape;
    this.constants = constants;
    this.start = start;
  }

  /**
   * Learns from the first values.
   *
   * @param end how many; at least one season of the longest
   */
  static HoltWinters fit(double[] values, int end, Shape shape) {
    Start start = start(values, end, shape);
    int seasons = shape.periods.size();
    double[] first = new double[2 + seasons + (shape.trend ? 2 : 0)];
    first[0] = -1;
    first[1] = -1;
    for (int i = 2; i < first.length; i++) {
      first[i] = i < 2 + seasons ? -2 : 0;
    }
    double[] best =
        NelderMead.minimise(
            x -> new HoltWinters(shape, constants(x, shape), start).squaredErrors(values, end),
            first,
            1.2,
            EVALUATIONS,
            TOLERANCE);
    return new HoltWinters(shape, constants(best, shape), start);
  }

  /** From any numbers to constants within their bounds. */
  private static Constants constants(double[] x, Shape shape) {
    double alpha = logistic(x[0]);
    double[] gammas = new double[shape.periods.size()];
    for (int i = 0; i < gammas.length; i++) {
      gammas[i] = (1 - alpha) * logistic(x[2 + i]) / gammas.length;
    }
    double beta = 0;
    double phi = 0;
    if (shape.trend) {
      beta = alpha * logistic(x[2 + gammas.length]);
      phi = LEAST_DAMPING + (MOST_DAMPING - LEAST_DAMPING) * logistic(x[3 + gammas.length]);
    }
    return new Constants(alpha, beta, phi, gammas, MOST_CORRECTION * logistic(x[1]));
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** From the averages of the first seasons. */
  private static Start start(double[] values, int end, Shape shape) {
    int longest = shape.periods.isEmpty() ? 1 : shape.periods.get(shape.periods.size() - 1);
    int used = Math.min(end, Math.max(longest * FIRST_SEASONS, 10));
    double mean = mean(values, 0, used, 0);
    double trend = 0;
    if (shape.trend && used >= 2 * longest) {
      int half = used / longest / 2 * longest;
      int span = half == 0 ? used / 2 : half;
      trend = (mean(values, used - span, used, mean) - mean(values, 0, span, mean)) / (used - span);
    }
    double[] left = new double[used];
    for (int i = 0; i < used; i++) {
      left[i] = values[i] - mean - trend * (i - (used - 1) / 2.0);
    }
    double[][] seasons = new double[shape.periods.size()][];
    for (int k = 0; k < seasons.length; k++) {
      seasons[k] = season(left, shape.periods.get(k));
      for (int i = 0; i < used; i++) {
        left[i] -= seasons[k][i % seasons[k].length];
      }
    }
    return new Start(mean - trend * (used + 1) / 2.0, trend, seasons);
  }

  private static double mean(double[] values, int from, int to, double otherwise) {
    double sum = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        count++;
      }
    }
    return count == 0 ? otherwise : sum / count;
  }

  private static double[] season(double[] left, int period) {
    double[] season = new double[period];
    int[] counts = new int[period];
    for (int i = 0; i < left.length; i++) {
      if (!Double.isNaN(left[i])) {
        season[i % period] += left[i];
        counts[i % period]++;
      }
    }
    for (int i = 0; i < period; i++) {
      season[i] = counts[i] == 0 ? 0 : season[i] / counts[i];
    }
    return season;
  }

  @Override
  public String name() {
    String seasons = shape.periods.stream().map(String::valueOf).collect(Collectors.joining(","));
    String name = shape.periods.isEmpty() ? "exponential-smoothing" : "holt-winters";
    return name
        + (seasons.isEmpty() ? "" : "(" + seasons + ")")
        + (shape.trend ? "+damped-trend" : "");
  }

  Constants constants() {
    return constants;
  }

  private double squaredErrors(double[] values, int end) {
    State state = new State();
    double sum = 0;
    for (int t = 0; t < end; t++) {
      double error = state.take(t, values[t]);
      sum += error * error;
    }
    return sum;
  }

  @Override
  public double[][] forecasts(double[] values, int[] origins, int horizon) {
    double[][] forecasts = new double[origins.length][];
    State state = new State();
    int t = 0;
    for (int i = 0; i < origins.length; i++) {
      for (; t < origins[i]; t++) {
        state.take(t, values[t]);
      }
      forecasts[i] = state.ahead(t, horizon);
    }
    return forecasts;
  }

  /** What the smoothing knows at a moment. */
  private final class State {
    private double level = start.level;
    private double trend = start.trend;
    private final double[][] seasons = new double[start.seasons.length][];
    private double error;

    State() {
      for (int k = 0; k < seasons.length; k++) {
        seasons[k] = start.seasons[k].clone();
      }
    }

    private double season(int t) {
      double sum = 0;
      for (double[] season : seasons) {
        sum += season[t % season.length];
      }
      return sum;
    }

    /** Moves on by one value; the error of the forecast for it, 0 where it is missing. */
    double take(int t, double value) {
      double damped = constants.phi * trend;
      if (Double.isNaN(value)) {
        level += damped;
        trend = damped;
        error *= constants.lambda;
        return 0;
      }
      double now = value - (level + damped + season(t));
      double oneStep = now - constants.lambda * error;
      level += damped + constants.alpha * now;
      trend = damped + constants.beta * now;
      for (int k = 0; k < seasons.length; k++) {
        seasons[k][t % seasons[k].length] += constants.gammas[k] * now;
      }
      error = now;
      return oneStep;
    }

    double[] ahead(int t, int horizon) {
      double[] ahead = new double[horizon];
      double damping = constants.phi;
      double sum = 0;
      double left = error;
      for (int k = 0; k < horizon; k++) {
        sum += damping;
        damping *= constants.phi;
        left *= constants.lambda;
        ahead[k] = level + sum * trend + season(t + k) + left;
      }
      return ahead;
    }
  }
}
