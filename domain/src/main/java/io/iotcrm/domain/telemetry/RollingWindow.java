package io.iotcrm.domain.telemetry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

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
  private static final long FINE_MILLIS = Duration.ofSeconds(10).toMillis();
  private static final long COARSE_MILLIS = Duration.ofMinutes(1).toMillis();

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

  private enum Kind {
    COUNT,
    SUM,
    MIN,
    MAX,
    AVG,
    RATE
  }

  private record Feature(Kind kind, Span span) {}

  private static final Map<String, Feature> FEATURES = new HashMap<>();

  static {
    for (Span span : Span.values()) {
      for (Kind kind : Kind.values()) {
        FEATURES.put(kind.name().toLowerCase(Locale.ROOT) + span.label, new Feature(kind, span));
      }
    }
  }

  private final BucketRow fine;
  private final BucketRow coarse;

  public RollingWindow() {
    this(new BucketRow(FINE_MILLIS, FINE_BUCKETS), new BucketRow(COARSE_MILLIS, COARSE_BUCKETS));
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
   * The features as rules name them: {@code count sum min max avg rate}, each over {@code 1m 5m 15m
   * 1h}. A span without readings has none of them, and one with a single bucket no rate, so that a
   * rule sees them as missing. Computed when they are asked for; to be used before the next {@link
   * #add}.
   *
   * <p>The rate is the change per minute: the slope of the straight line that fits the buckets'
   * averages with the least squares, each bucket in its middle and weighing as much as it has
   * readings.
   */
  public Map<String, Object> features(Instant now) {
    return new Features(now.toEpochMilli());
  }

  /** Whether a rule may ask for a feature of this name. */
  public static boolean isFeature(String name) {
    return FEATURES.containsKey(name);
  }

  public void write(DataOutput out) throws IOException {
    fine.write(out);
    coarse.write(out);
  }

  public static RollingWindow read(DataInput in) throws IOException {
    return new RollingWindow(
        BucketRow.read(in, FINE_MILLIS, FINE_BUCKETS),
        BucketRow.read(in, COARSE_MILLIS, COARSE_BUCKETS));
  }

  /** Sums up each span once, when the first of its features is asked for. */
  private final class Features extends AbstractMap<String, Object> {
    private final long now;
    private final BucketRow.Summary[] summaries = new BucketRow.Summary[Span.values().length];

    Features(long now) {
      this.now = now;
    }

    @Override
    public Object get(Object name) {
      Feature feature = FEATURES.get(name);
      if (feature == null) {
        return null;
      }
      BucketRow.Summary summary = summary(feature.span());
      if (summary.count() == 0) {
        return null;
      }
      return switch (feature.kind()) {
        case COUNT -> (double) summary.count();
        case SUM -> summary.sum();
        case MIN -> summary.min();
        case MAX -> summary.max();
        case AVG -> summary.sum() / summary.count();
        case RATE -> rate(feature.span());
      };
    }

    private BucketRow.Summary summary(Span span) {
      BucketRow.Summary summary = summaries[span.ordinal()];
      if (summary == null) {
        summary = (span.fine ? fine : coarse).summary(now, span.buckets);
        summaries[span.ordinal()] = summary;
      }
      return summary;
    }

    private Double rate(Span span) {
      OptionalDouble slope = (span.fine ? fine : coarse).slope(now, span.buckets);
      double perMinute = (double) COARSE_MILLIS / (span.fine ? FINE_MILLIS : COARSE_MILLIS);
      return slope.isPresent() ? slope.getAsDouble() * perMinute : null;
    }

    @Override
    public boolean containsKey(Object name) {
      return get(name) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> all = new HashMap<>();
      for (String name : FEATURES.keySet()) {
        Object value = get(name);
        if (value != null) {
          all.put(name, value);
        }
      }
      return all.entrySet();
    }
  }
}
