package io.iotcrm.domain.forecast;

import java.time.Duration;
import java.time.Instant;

/**
 * When a stock will be down to its reserve.
 *
 * @param emptyAt as expected; null: not within the time that was looked at
 * @param earliest 80 of 100 stocks last from here ...
 * @param latest ... to here; null as above
 * @param reorderAt when to order so that it arrives in time even if it is empty at the earliest;
 *     null as above
 * @param lookedUntil the end of the time that was looked at
 */
public record Depletion(
    Instant emptyAt, Instant earliest, Instant latest, Instant reorderAt, Instant lookedUntil) {
  private static final double COVERAGE = 0.80;

  /**
   * @param level what is there at {@code from}
   * @param reserve at which it counts as empty
   * @param use what will be used, by interval
   * @param from when the first interval of the forecast begins
   * @param leadTime from the order to the refill
   */
  public static Depletion of(
      double level,
      double reserve,
      SeriesForecast use,
      Instant from,
      Duration interval,
      Duration leadTime) {
    int steps = use.values().length;
    double[] expected = new double[steps];
    double[] most = new double[steps];
    double[] least = new double[steps];
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += Math.max(0, use.values()[i]);
      expected[i] = sum;
      most[i] = sum + Math.max(0, use.sums().high(i, COVERAGE));
      least[i] = sum + Math.min(0, use.sums().low(i, COVERAGE));
    }
    double there = level - reserve;
    Instant earliest = reached(most, there, from, interval);
    return new Depletion(
        reached(expected, there, from, interval),
        earliest,
        reached(least, there, from, interval),
        earliest == null ? null : earliest.minus(leadTime),
        from.plus(interval.multipliedBy(steps)));
  }

  private static Instant reached(double[] used, double there, Instant from, Duration interval) {
    if (there <= 0) {
      return from;
    }
    double before = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i] >= there) {
        double part = used[i] > before ? (there - before) / (used[i] - before) : 0;
        double steps = i + Math.max(0, Math.min(1, part));
        return from.plusMillis(Math.round(steps * interval.toMillis()));
      }
      before = Math.max(before, used[i]);
    }
    return null;
  }

  /** Days from a moment until it is empty as expected; null where that is not within the time. */
  public Double daysFrom(Instant now) {
    return emptyAt == null ? null : Math.max(0, Duration.between(now, emptyAt).toMillis() / 86.4e6);
  }
}
