package io.iotcrm.domain.telemetry;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * Numbers of series, summed up per interval, as columns.
 *
 * @param resolution where they came from: {@code rollup}, {@code readings} or {@code mixed}
 * @param aggregates their names, in the order of each series' columns
 */
public record BucketAnswer(
    String interval,
    String zone,
    Instant from,
    Instant to,
    String resolution,
    List<String> aggregates,
    List<Series> series)
    implements Serializable {

  /**
   * Of one series; intervals without a number are left out.
   *
   * @param at when each interval begins, epoch milliseconds
   * @param values for each aggregate as many numbers as there are intervals
   */
  public record Series(String device, String key, long[] at, double[][] values)
      implements Serializable {}
}
