package io.iotcrm.domain.telemetry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Count, sum, least and greatest of one numeric series over the last minutes: buckets of 10 seconds
 * for 5 minutes and of one minute for an hour, by the device's clock. A span such as {@code 5m} is
 * the bucket of the asked moment and those before it, so it is exact to one bucket.
 *
 * <p>Numbers must come in the order of their time; the twin sees to that. Not thread-safe.
 */
public final class RollingWindow {
  private static final int FINE_BUCKETS = 30;
  private static final int COARSE_BUCKETS = 60;

  /** The spans that features are named after. */
  private enum Span {
    M1("1m", true, 6),
    M5("5m", true, 30),
    M15("15m", false, 15),
    H1("1h", false, 60);

    private final String label;
    private final boolean fine;
    private final int buckets;

    Span(String label, boolean fine, int buckets) {
      this.label = label;
      this.fine = fine;
      this.buckets = buckets;
    }
  }

  private final BucketRow fine;
  private final BucketRow coarse;

  public RollingWindow() {
    this(
        new BucketRow(Duration.ofSeconds(10).toMillis(), FINE_BUCKETS),
        new BucketRow(Duration.ofMinutes(1).toMillis(), COARSE_BUCKETS));
  }

  private RollingWindow(BucketRow fine, BucketRow coarse) {
    this.fine = fine;
    this.coarse = coarse;
  }

  public void add(Instant at, double number) {
    fine.add(at.toEpochMilli(), number);
    coarse.add(at.toEpochMilli(), number);
  }

  /**
   * The features as rules name them: {@code count sum min max avg}, each over {@code 1m 5m 15m 1h}.
   * A span without readings has none of them, so that a rule sees them as missing.
   */
  public Map<String, Object> features(Instant now) {
    Map<String, Object> features = new HashMap<>();
    for (Span span : Span.values()) {
      BucketRow.Summary summary =
          (span.fine ? fine : coarse).summary(now.toEpochMilli(), span.buckets);
      if (summary.count() > 0) {
        features.put("count" + span.label, (double) summary.count());
        features.put("sum" + span.label, summary.sum());
        features.put("min" + span.label, summary.min());
        features.put("max" + span.label, summary.max());
        features.put("avg" + span.label, summary.sum() / summary.count());
      }
    }
    return features;
  }

  /** Whether a rule may ask for a feature of this name. */
  public static boolean isFeature(String name) {
    for (Span span : Span.values()) {
      if (name.endsWith(span.label)) {
        switch (name.substring(0, name.length() - span.label.length())) {
          case "count", "sum", "min", "max", "avg":
            return true;
          default:
            // "15m" also ends in "5m": try the other spans.
        }
      }
    }
    return false;
  }

  public void write(DataOutput out) throws IOException {
    fine.write(out);
    coarse.write(out);
  }

  public static RollingWindow read(DataInput in) throws IOException {
    return new RollingWindow(
        BucketRow.read(in, Duration.ofSeconds(10).toMillis(), FINE_BUCKETS),
        BucketRow.read(in, Duration.ofMinutes(1).toMillis(), COARSE_BUCKETS));
  }
}
