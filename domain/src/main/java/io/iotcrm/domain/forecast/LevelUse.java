package io.iotcrm.domain.forecast;

import java.util.Arrays;

/**
 * What was used of a stock whose level is known, interval by interval. A level falls by use and
 * jumps when it is refilled; small rises are the noise of the sensor and count as less use, so that
 * noise adds nothing over time.
 *
 * @param uses by interval; NaN where it was refilled or nothing is known
 * @param level the newest one
 * @param lastRefill the interval of the last refill; -1: none is known
 */
public record LevelUse(double[] uses, double level, int lastRefill) {
  /** A rise of more than this part of the whole range is a refill. */
  private static final double REFILL = 0.1;

  /** It also has to be this many times as great as most changes. */
  private static final double BEYOND_NOISE = 5;

  /**
   * @param levels by interval, the oldest first; NaN where not reported
   * @throws NoForecastException where there is no level
   */
  public static LevelUse of(double[] levels) throws NoForecastException {
    double[] known = Arrays.stream(levels).filter(v -> !Double.isNaN(v)).toArray();
    if (known.length == 0) {
      throw new NoForecastException(SkipReason.NO_VALUES, "no level was reported");
    }
    double refill = refill(known);
    double[] uses = new double[levels.length];
    Arrays.fill(uses, Double.NaN);
    int lastRefill = -1;
    int before = -1;
    for (int i = 0; i < levels.length; i++) {
      if (Double.isNaN(levels[i])) {
        continue;
      }
      if (before >= 0) {
        double rise = levels[i] - levels[before];
        if (rise > refill) {
          lastRefill = i;
        } else {
          // Used at some time since the last report: nobody knows better than evenly.
          Arrays.fill(uses, before + 1, i + 1, -rise / (i - before));
        }
      }
      before = i;
    }
    return new LevelUse(uses, known[known.length - 1], lastRefill);
  }

  private static double refill(double[] known) {
    double[] changes = new double[Math.max(1, known.length - 1)];
    for (int i = 1; i < known.length; i++) {
      changes[i - 1] = Math.abs(known[i] - known[i - 1]);
    }
    Arrays.sort(changes);
    double range =
        Arrays.stream(known).max().orElseThrow() - Arrays.stream(known).min().orElseThrow();
    return Math.max(
        REFILL * range, Math.min(0.5 * range, BEYOND_NOISE * changes[changes.length / 2]));
  }
}
