package io.iotcrm.benchmark.report;

import org.HdrHistogram.Histogram;

/**
 * The distribution of a time in milliseconds.
 *
 * @param count how many were measured
 */
public record Quantiles(
    long count, double mean, double median, double p95, double p99, double p999, double max) {

  /** Of a histogram that was recorded in microseconds. */
  public static Quantiles ofMicros(Histogram micros) {
    return new Quantiles(
        micros.getTotalCount(),
        round(micros.getTotalCount() == 0 ? 0 : micros.getMean()),
        millis(micros, 50),
        millis(micros, 95),
        millis(micros, 99),
        millis(micros, 99.9),
        round(micros.getMaxValue()));
  }

  private static double millis(Histogram micros, double percentile) {
    return round(micros.getValueAtPercentile(percentile));
  }

  private static double round(double micros) {
    return Math.round(micros / 10) / 100.0;
  }

  @Override
  public String toString() {
    return String.format(
        "median %.2f ms, p95 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms (%d measured)",
        median, p95, p99, p999, max, count);
  }
}
