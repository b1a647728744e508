package io.iotcrm.domain.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a reading may be believed: against the series of its device's profile, and against the
 * clock. The same check at the edge and at the centre's own doors. Immutable and thread-safe.
 */
public final class ReadingCheck {
  /** How far a device's clock may run ahead. */
  public static final Duration DEFAULT_AHEAD = Duration.ofMinutes(5);

  /** How old a reading may be: a device that was offline for a year can still deliver. */
  public static final Duration DEFAULT_AGE = Duration.ofDays(370);

  /** How many series a message may have that the profile does not know. */
  public static final int DEFAULT_EXTRA_KEYS = 32;

  /** Why a reading is refused; {@link #code} is what metrics and reports show. */
  public enum Refusal {
    WRONG_KIND("wrong-kind", "the value is not of the kind that the profile gives the series"),
    WRONG_UNIT("wrong-unit", "the unit is not the one that the profile gives the series"),
    OUT_OF_RANGE(
        "out-of-range", "the value is outside the range that the profile gives the series"),
    IN_THE_FUTURE("in-the-future", "the time is in the future: check the device's clock"),
    TOO_OLD("too-old", "the time is too long ago: check the device's clock and its unit"),
    TOO_MANY_KEYS(
        "too-many-keys", "the message has too many series that the profile does not know");

    private final String code;
    private final String description;

    Refusal(String code, String description) {
      this.code = code;
      this.description = description;
    }

    public String code() {
      return code;
    }

    public String description() {
      return description;
    }
  }

  private final Map<String, SeriesSpec> series = new HashMap<>();
  private final Duration ahead;
  private final Duration age;
  private final int extraKeys;

  /** With the default window and limit. */
  public ReadingCheck(Collection<SeriesSpec> series) {
    this(series, DEFAULT_AHEAD, DEFAULT_AGE, DEFAULT_EXTRA_KEYS);
  }

  public ReadingCheck(Collection<SeriesSpec> series, Duration ahead, Duration age, int extraKeys) {
    series.forEach(spec -> this.series.put(spec.key(), spec));
    this.ahead = ahead;
    this.age = age;
    this.extraKeys = extraKeys;
  }

  /** Why this reading alone is refused, or null. Bounds are inclusive. */
  public Refusal refusal(Reading reading, Instant now) {
    if (reading.at().isAfter(now.plus(ahead))) {
      return Refusal.IN_THE_FUTURE;
    }
    if (reading.at().isBefore(now.minus(age))) {
      return Refusal.TOO_OLD;
    }
    SeriesSpec spec = series.get(reading.key());
    if (spec == null) {
      return null;
    }
    if (!spec.kind().takes(reading.value())) {
      return Refusal.WRONG_KIND;
    }
    if (spec.unit() != null && reading.unit() != null && !spec.unit().equals(reading.unit())) {
      return Refusal.WRONG_UNIT;
    }
    if (reading.value() instanceof Double number
        && (spec.min() != null && number < spec.min()
            || spec.max() != null && number > spec.max())) {
      return Refusal.OUT_OF_RANGE;
    }
    return null;
  }

  /** {@link Refusal#TOO_MANY_KEYS} for a message with too many unknown series, or null. */
  public Refusal refusal(List<Reading> message) {
    if (message.size() <= extraKeys) {
      return null;
    }
    Set<String> extra = new HashSet<>();
    for (Reading reading : message) {
      if (!series.containsKey(reading.key())) {
        extra.add(reading.key());
      }
    }
    return extra.size() > extraKeys ? Refusal.TOO_MANY_KEYS : null;
  }
}
