package io.iotcrm.domain.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of a series within one hour.
 *
 * @param hour hours since 1970, UTC
 * @param count one at least; texts are not counted
 */
public record HourSummary(
    long hour, int count, double sum, double min, double max, double first, double last) {
  public static final long MILLIS = 3_600_000;

  /** Fractions with more digits are summed up as doubles. */
  private static final int MAX_EXPONENT = 9;

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  public long startMillis() {
    return hour * MILLIS;
  }

  /** The hours of these readings, in their order; those without a number are left out. */
  public static List<HourSummary> of(SeriesData data) {
    List<HourSummary> hours = new ArrayList<>();
    int from = 0;
    while (from < data.size()) {
      long hour = Math.floorDiv(data.times()[from], MILLIS);
      int to = from;
      while (to < data.size() && Math.floorDiv(data.times()[to], MILLIS) == hour) {
        to++;
      }
      HourSummary summary = of(hour, numbers(data, from, to));
      if (summary != null) {
        hours.add(summary);
      }
      from = to;
    }
    return hours;
  }

  private static double[] numbers(SeriesData data, int from, int to) {
    double[] numbers = new double[to - from];
    int size = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(data.numbers()[i])) {
        numbers[size++] = data.numbers()[i];
      }
    }
    return Arrays.copyOf(numbers, size);
  }

  private static HourSummary of(long hour, double[] numbers) {
    if (numbers.length == 0) {
      return null;
    }
    double min = numbers[0];
    double max = numbers[0];
    for (double number : numbers) {
      min = Math.min(min, number);
      max = Math.max(max, number);
    }
    return new HourSummary(
        hour, numbers.length, sum(numbers), min, max, numbers[0], numbers[numbers.length - 1]);
  }

  /**
   * Decimal fractions are added up as whole numbers: the sum is the nearest double to the true one
   * and a short fraction itself, which costs fewer bytes to keep.
   */
  private static double sum(double[] numbers) {
    for (int exponent = 0; exponent <= MAX_EXPONENT; exponent++) {
      long sum = 0;
      int i = 0;
      while (i < numbers.length
          && Math.abs(sum) < 1L << 52
          && NumberColumn.isFraction(numbers[i], exponent)) {
        sum += Math.round(numbers[i] * POWERS[exponent]);
        i++;
      }
      if (i == numbers.length && Math.abs(sum) < 1L << 53) {
        return sum / POWERS[exponent];
      }
    }
    double sum = 0;
    double lost = 0;
    for (double number : numbers) {
      double next = sum + number;
      lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
      sum = next;
    }
    return Double.isFinite(sum) && Double.isFinite(lost) ? sum + lost : sum;
  }
}
