package io.iotcrm.domain.telemetry.pipeline;

import java.time.Duration;
import java.util.Set;

/**
 * What happens to the readings of one series at the edge, in this order. A stage that is null does
 * nothing.
 *
 * @param convert unit conversion, before the check against the profile
 * @param order what happens to a reading that is older than one before it
 * @param aggregate what is sent instead of the readings of an interval
 * @param maxPerSecond how many readings of each second of the device's clock go on, at most
 * @param report which readings are reported
 */
public record SeriesStages(
    UnitConversion convert,
    Order order,
    Aggregation aggregate,
    Double maxPerSecond,
    Report report) {

  public static final SeriesStages NONE = new SeriesStages(null, null, null, null, null);

  public boolean isEmpty() {
    return equals(NONE);
  }

  /** What becomes of a reading that is older than the newest of its series. */
  public enum Late {
    KEEP,
    DROP,
    SORT
  }

  /**
   * @param window how long a reading waits for older ones, where they are sorted; otherwise null
   */
  public record Order(Late action, Duration window) {
    public static final Duration MOST = Duration.ofSeconds(10);
  }

  /** What an interval's readings become; each is a series named {@code key.function}. */
  public enum Function {
    AVG,
    MIN,
    MAX,
    SUM,
    LAST,
    COUNT;

    /** The name of the series that holds this of another. */
    public String series(String key) {
      return key + "." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * @param interval of the device's clock, aligned to 1970; the values carry its beginning as time
   * @param keepRaw whether the readings themselves go on as well
   */
  public record Aggregation(Duration interval, Set<Function> functions, boolean keepRaw) {
    public static final Duration LEAST = Duration.ofSeconds(1);
    public static final Duration MOST = Duration.ofHours(24);

    public Aggregation {
      functions = Set.copyOf(functions);
    }
  }

  /** When a reading is reported. */
  public enum On {
    EVERY,
    CHANGE,
    PERIOD,
    CHANGE_OR_PERIOD
  }

  /**
   * @param on CHANGE: where it differs from the last that was reported; PERIOD: where so much time
   *     has passed since; either of them; or always
   * @param period by the device's clock; null where it does not matter
   * @param deadband how much is a change; null where any difference is
   */
  public record Report(On on, Duration period, Deadband deadband) {
    public static final Duration LEAST = Duration.ofMillis(100);
    public static final Duration MOST = Duration.ofDays(7);
  }

  /**
   * A number within it counts as unchanged.
   *
   * @param absolute in the series' unit, or null
   * @param percent of the number that was reported last, or null
   */
  public record Deadband(Double absolute, Double percent) {
    /** Whether the number is far enough from the one that was reported last. */
    public boolean isLeft(double last, double now) {
      double distance = Math.abs(now - last);
      return absolute != null && distance >= absolute && distance > 0
          || percent != null && distance >= Math.abs(last) * percent / 100 && distance > 0;
    }
  }
}
