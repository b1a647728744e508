package io.iotcrm.domain.telemetry;

import io.iotcrm.domain.platform.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/** Sums up one series over a grid of intervals. Not thread-safe. */
public final class BucketSums {
  /** All the numbers of an interval have to be at hand for a percentile. */
  static final int MAX_FOR_PERCENTILE = 5_000_000;

  private final BucketGrid grid;
  private final long[] count;
  private final double[] sum;
  private final double[] lost;
  private final double[] min;
  private final double[] max;
  private final double[] first;
  private final long[] firstAt;
  private final double[] last;
  private final long[] lastAt;
  private final double[][] all;
  private long kept;

  public BucketSums(BucketGrid grid, List<Aggregate> aggregates) {
    int size = grid.size();
    this.grid = grid;
    count = new long[size];
    sum = new double[size];
    lost = new double[size];
    min = new double[size];
    max = new double[size];
    first = new double[size];
    firstAt = new long[size];
    last = new double[size];
    lastAt = new long[size];
    all = aggregates.stream().allMatch(Aggregate::isOfSummaries) ? null : new double[size][];
  }

  /** Readings within the span of the grid, in any order of parts; texts are left out. */
  public void add(SeriesData data) {
    int bucket = 0;
    for (int i = 0; i < data.size(); i++) {
      double number = data.numbers()[i];
      if (!Double.isNaN(number)) {
        long at = data.times()[i];
        if (i == 0 || at >= grid.start(bucket + 1) || at < grid.start(bucket)) {
          bucket = grid.bucket(at);
        }
        if (all != null) {
          keep(bucket, number);
        }
        add(bucket, 1, number, number, number);
        ends(bucket, at, number, at, number);
      }
    }
  }

  /** An hour that lies within the span of the grid. */
  public void add(HourSummary hour) {
    int bucket = grid.bucket(hour.startMillis());
    add(bucket, hour.count(), hour.sum(), hour.min(), hour.max());
    ends(
        bucket,
        hour.startMillis(),
        hour.first(),
        hour.startMillis() + HourSummary.MILLIS - 1,
        hour.last());
  }

  /** Numbers that were summed up elsewhere; of first and last nothing is known then. */
  public void add(int bucket, long n, double total, double least, double greatest) {
    boolean fresh = count[bucket] == 0;
    min[bucket] = fresh ? least : Math.min(min[bucket], least);
    max[bucket] = fresh ? greatest : Math.max(max[bucket], greatest);
    double before = sum[bucket];
    double next = before + total;
    double error =
        Math.abs(before) >= Math.abs(total) ? before - next + total : total - next + before;
    lost[bucket] += Double.isFinite(error) ? error : 0;
    sum[bucket] = next;
    count[bucket] += n;
  }

  private void ends(int bucket, long from, double earliest, long to, double latest) {
    if (firstAt[bucket] == 0 || from < firstAt[bucket]) {
      firstAt[bucket] = from;
      first[bucket] = earliest;
    }
    if (lastAt[bucket] == 0 || to >= lastAt[bucket]) {
      lastAt[bucket] = to;
      last[bucket] = latest;
    }
  }

  private void keep(int bucket, double number) {
    if (++kept > MAX_FOR_PERCENTILE) {
      throw new InvalidInputException(
          "/aggregate",
          "percentiles are of at most "
              + MAX_FOR_PERCENTILE
              + " readings of a series; take a shorter time");
    }
    double[] numbers = all[bucket];
    int size = (int) count[bucket];
    if (numbers == null || size == numbers.length) {
      numbers = numbers == null ? new double[16] : Arrays.copyOf(numbers, size * 2);
      all[bucket] = numbers;
    }
    numbers[size] = number;
  }

  public long count(int bucket) {
    return count[bucket];
  }

  /** Of an interval with one reading at least. */
  public double value(int bucket, Aggregate aggregate) {
    double total = sum[bucket] + lost[bucket];
    return switch (aggregate.kind()) {
      case COUNT -> count[bucket];
      case MIN -> min[bucket];
      case MAX -> max[bucket];
      case SUM -> total;
      case AVG -> total / count[bucket];
      case FIRST -> first[bucket];
      case LAST -> last[bucket];
      case PERCENTILE -> percentile(bucket, aggregate.quantile());
    };
  }

  /** Between two numbers it lies on the line between them, as in SQL's {@code percentile_cont}. */
  private double percentile(int bucket, double quantile) {
    int size = (int) count[bucket];
    double[] numbers = all[bucket];
    if (numbers.length != size) {
      numbers = Arrays.copyOf(numbers, size);
      Arrays.sort(numbers);
      all[bucket] = numbers;
    } else {
      Arrays.sort(numbers);
    }
    double position = quantile * (size - 1);
    int below = (int) position;
    int above = Math.min(size - 1, below + 1);
    return numbers[below] + (position - below) * (numbers[above] - numbers[below]);
  }
}
