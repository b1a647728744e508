package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Aggregation;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Function;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The readings of one series in one interval, as far as they came. Thread-safe: doors fill it while
 * the journal writes it down.
 */
final class Accumulator {
  private final String deviceId;
  private final String key;
  private final String unit;
  private final long start;
  private final long interval;
  private final EnumSet<Function> functions;
  private final Instant restoredUntil;
  private long count;
  private long numbers;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private Object last;
  private Instant lastAt = Instant.MIN;
  private volatile long touched = System.nanoTime();
  private volatile boolean sent;
  private volatile boolean superseded;

  /**
   * All there is to write down.
   *
   * @param start milliseconds since 1970
   * @param interval in milliseconds
   * @param numbers how many of the count were numbers or booleans
   */
  record Snapshot(
      String deviceId,
      String key,
      String unit,
      long start,
      long interval,
      Set<Function> functions,
      long count,
      long numbers,
      double sum,
      double min,
      double max,
      Object last,
      Instant lastAt) {}

  Accumulator(Reading first, Aggregation aggregation) {
    deviceId = first.deviceId();
    key = first.key();
    unit = first.unit();
    interval = aggregation.interval().toMillis();
    start = Math.floorDiv(first.at().toEpochMilli(), interval) * interval;
    functions = EnumSet.copyOf(aggregation.functions());
    restoredUntil = Instant.MIN;
  }

  /** One that an earlier life of this process began. */
  Accumulator(Snapshot from) {
    deviceId = from.deviceId();
    key = from.key();
    unit = from.unit();
    start = from.start();
    interval = from.interval();
    functions = EnumSet.copyOf(from.functions());
    count = from.count();
    numbers = from.numbers();
    sum = from.sum();
    min = from.min();
    max = from.max();
    last = from.last();
    lastAt = from.lastAt();
    restoredUntil = lastAt;
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(
        deviceId, key, unit, start, interval, functions, count, numbers, sum, min, max, last,
        lastAt);
  }

  /** Whether the reading is of an earlier interval. */
  boolean isPast(Reading reading) {
    return reading.at().toEpochMilli() < start;
  }

  /**
   * Whether the reading is of this interval, and the profile still wants intervals of this length;
   * other functions begin with the next one.
   */
  boolean holds(Reading reading, Aggregation aggregation) {
    return reading.at().toEpochMilli() < start + interval
        && interval == aggregation.interval().toMillis();
  }

  /**
   * Takes a reading in; not one that was taken in before a crash already, which its device sends
   * again when its acknowledgement was lost with the process.
   *
   * @return whether it was taken
   */
  synchronized boolean add(Reading reading) {
    touched = System.nanoTime();
    if (!reading.at().isAfter(restoredUntil)) {
      return false;
    }
    count++;
    Double number = reading.number();
    if (number != null) {
      numbers++;
      sum += number;
      min = Math.min(min, number);
      max = Math.max(max, number);
    }
    if (!reading.at().isBefore(lastAt)) {
      last = reading.value();
      lastAt = reading.at();
    }
    return true;
  }

  /** What the interval's readings amount to, one reading for each function. */
  synchronized List<Reading> result() {
    List<Reading> result = new ArrayList<>();
    Instant at = Instant.ofEpochMilli(start);
    for (Function function : functions) {
      Object value = value(function);
      if (value != null) {
        String of = function == Function.COUNT || value instanceof String ? null : unit;
        result.add(new Reading(deviceId, function.series(key), at, value, of));
      }
    }
    return result;
  }

  private Object value(Function function) {
    if (function == Function.COUNT) {
      return (double) count;
    }
    if (function == Function.LAST) {
      return last;
    }
    if (numbers == 0) {
      return null; // texts have no average
    }
    double value =
        switch (function) {
          case AVG -> sum / numbers;
          case MIN -> min;
          case MAX -> max;
          default -> sum;
        };
    return Double.isFinite(value) ? (Object) value : null;
  }

  /**
   * Whether the device's clock, going on from its last reading, is so far past the interval's end
   * that nothing more is expected.
   */
  boolean isOver(long nanoTime, Duration grace) {
    if (superseded) {
      return true;
    }
    long idle = Duration.ofNanos(nanoTime - touched).toMillis();
    return lastMillis() + idle >= start + interval + grace.toMillis() && idle >= grace.toMillis();
  }

  private synchronized long lastMillis() {
    return lastAt.equals(Instant.MIN) ? start : lastAt.toEpochMilli();
  }

  /** Whether its result is on its way. */
  boolean isSent() {
    return sent;
  }

  /** A later interval of the series is open: nothing more comes for this one. */
  void supersede() {
    superseded = true;
  }

  void sent() {
    sent = true;
  }

  String deviceId() {
    return deviceId;
  }

  String key() {
    return key;
  }

  long start() {
    return start;
  }

  /** What it is known by: there is one for each device, series and interval. */
  String name() {
    return deviceId + '\n' + key + '\n' + start + '\n' + interval;
  }
}
