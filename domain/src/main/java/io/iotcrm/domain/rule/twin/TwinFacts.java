package io.iotcrm.domain.rule.twin;

import io.iotcrm.domain.rule.RuleFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A twin as the rules see it at one moment. Features are computed when they are asked for. */
final class TwinFacts implements RuleFacts {
  private final Twin twin;
  private final Map<String, Object> reading;
  private final DeviceTraits traits;
  private final Instant at;
  private Map<String, Object> latest;
  private Map<String, Object> window;
  private Map<String, Object> device;

  TwinFacts(Twin twin, Map<String, Object> reading, DeviceTraits traits, Instant at) {
    this.twin = twin;
    this.reading = reading;
    this.traits = traits;
    this.at = at;
  }

  @Override
  public Map<String, Object> latest() {
    if (latest == null) {
      latest = new HashMap<>();
      twin.series().forEach((key, one) -> latest.put(key, one.value()));
    }
    return latest;
  }

  @Override
  public Map<String, Object> reading() {
    return reading;
  }

  @Override
  public Map<String, Object> window() {
    if (window == null) {
      window = new PerSeries(series -> series.features(at));
    }
    return window;
  }

  @Override
  public Map<String, Object> previous() {
    return new PerSeries(Series::previous);
  }

  @Override
  public Map<String, Object> anomaly() {
    return new PerSeries(Series::anomaly);
  }

  @Override
  public Map<String, Object> silent() {
    return new PerSeries(series -> secondsSince(series.at()));
  }

  @Override
  public Optional<Double> silentSeconds() {
    return twin.lastSeen().equals(Instant.EPOCH)
        ? Optional.empty()
        : Optional.of(secondsSince(twin.lastSeen()));
  }

  /** Up to the latest moment that the rules know of, which readings of a backlog do not move. */
  private double secondsSince(Instant heard) {
    return Math.max(0, Duration.between(heard, twin.askedAt()).toMillis()) / 1_000.0;
  }

  @Override
  public Map<String, Object> device() {
    if (device == null) {
      device = traits.variable();
    }
    return device;
  }

  @Override
  public Map<String, Object> customer() {
    return traits.customer();
  }

  @Override
  public Map<String, Object> account() {
    return traits.account();
  }

  @Override
  public Instant at() {
    return at;
  }

  /** One value per series, each computed once, on demand; null is the same as none. */
  private final class PerSeries extends AbstractMap<String, Object> {
    private final Function<Series, Object> what;
    private final Map<String, Object> computed = new HashMap<>(4);

    PerSeries(Function<Series, Object> what) {
      this.what = what;
    }

    @Override
    public boolean containsKey(Object key) {
      return get(key) != null;
    }

    @Override
    public Object get(Object key) {
      Series one = twin.series().get(key);
      return one == null
          ? null
          : computed.computeIfAbsent(String.valueOf(key), name -> what.apply(one));
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> all = new LinkedHashMap<>();
      for (String key : twin.series().keySet()) {
        if (get(key) != null) {
          all.put(key, get(key));
        }
      }
      return all.entrySet();
    }
  }
}
