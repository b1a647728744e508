package io.iotcrm.domain.telemetry;

import io.iotcrm.domain.platform.InvalidInputException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The intervals that a span of time is divided into. Durations ({@code PT15M}) begin at multiples
 * of themselves since 1970; days, weeks and months ({@code P1D}, {@code P1W}, {@code P1M}) begin at
 * a time zone's midnight, so that a day may have 23 or 25 hours.
 */
public final class BucketGrid {
  public static final int MAX_BUCKETS = 10_000;

  private final long[] edges;
  private final long from;
  private final long to;

  private BucketGrid(long[] edges, Instant from, Instant to) {
    this.edges = edges;
    this.from = from.toEpochMilli();
    this.to = to.toEpochMilli();
  }

  /**
   * @param interval an ISO 8601 duration, a second at least
   * @throws InvalidInputException for more than {@link #MAX_BUCKETS} intervals, or none
   */
  public static BucketGrid of(String interval, ZoneId zone, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new InvalidInputException("/from", "must be before 'to'");
    }
    try {
      return interval.contains("T")
          ? ofDuration(Duration.parse(interval), from, to)
          : ofPeriod(Period.parse(interval), zone, from, to);
    } catch (DateTimeException | ArithmeticException e) {
      throw new InvalidInputException("/interval", "must be an ISO 8601 duration, e.g. PT15M, P1D");
    }
  }

  private static BucketGrid ofDuration(Duration width, Instant from, Instant to) {
    long millis = width.toMillis();
    if (millis < 1_000) {
      throw new InvalidInputException("/interval", "must be a second at least");
    }
    long first = Math.floorDiv(from.toEpochMilli(), millis) * millis;
    long count = Math.floorDiv(to.toEpochMilli() - first + millis - 1, millis);
    if (count > MAX_BUCKETS) {
      throw tooMany();
    }
    long[] edges = new long[(int) count + 1];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = first + i * millis;
    }
    return new BucketGrid(edges, from, to);
  }

  private static BucketGrid ofPeriod(Period step, ZoneId zone, Instant from, Instant to) {
    boolean months = step.toTotalMonths() > 0 && step.getDays() == 0;
    if (!months && (step.getDays() < 1 || step.toTotalMonths() != 0)) {
      throw new InvalidInputException("/interval", "must be of days, weeks, months or years");
    }
    LocalDate day = firstDay(step, months, LocalDate.ofInstant(from, zone));
    List<Long> edges = new ArrayList<>();
    long end = to.toEpochMilli();
    while (edges.isEmpty() || edges.get(edges.size() - 1) < end) {
      edges.add(day.atStartOfDay(zone).toInstant().toEpochMilli());
      day = day.plus(step);
      if (edges.size() > MAX_BUCKETS + 1) {
        throw tooMany();
      }
    }
    return new BucketGrid(edges.stream().mapToLong(Long::longValue).toArray(), from, to);
  }

  private static LocalDate firstDay(Period step, boolean months, LocalDate day) {
    if (months) {
      long month = YearMonth.from(day).getLong(java.time.temporal.ChronoField.PROLEPTIC_MONTH);
      return YearMonth.from(day).minusMonths(Math.floorMod(month, step.toTotalMonths())).atDay(1);
    }
    if (step.getDays() == 7) {
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
    return day.minusDays(Math.floorMod(day.toEpochDay(), (long) step.getDays()));
  }

  private static InvalidInputException tooMany() {
    return new InvalidInputException(
        "/interval", "must divide the time into at most " + MAX_BUCKETS + " intervals");
  }

  public int size() {
    return edges.length - 1;
  }

  /** When an interval begins, epoch milliseconds; it may begin before the span of time does. */
  public long start(int bucket) {
    return edges[bucket];
  }

  /** The beginnings and the last end, epoch milliseconds. */
  public long[] edges() {
    return edges.clone();
  }

  /** The interval of a moment within the span. */
  public int bucket(long atMillis) {
    int found = Arrays.binarySearch(edges, atMillis);
    return found >= 0 ? found : -found - 2;
  }

  public long from() {
    return from;
  }

  public long to() {
    return to;
  }

  /** Whether every interval begins on an hour of UTC. */
  public boolean isOfHours() {
    for (long edge : edges) {
      if (edge % HourSummary.MILLIS != 0) {
        return false;
      }
    }
    return true;
  }
}
