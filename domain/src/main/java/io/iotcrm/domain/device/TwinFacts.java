package io.iotcrm.domain.device;

import io.iotcrm.domain.rule.RuleFacts;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A twin as the rules see it at one moment. Features are computed when they are asked for. */
final class TwinFacts implements RuleFacts {
  private final Map<String, Series> series;
  private final Map<String, Object> reading;
  private final DeviceTraits traits;
  private final Instant at;
  private Map<String, Object> latest;
  private Map<String, Object> window;
  private Map<String, Object> device;

  TwinFacts(
      Map<String, Series> series, Map<String, Object> reading, DeviceTraits traits, Instant at) {
    this.series = series;
    this.reading = reading;
    this.traits = traits;
    this.at = at;
  }

  @Override
  public Map<String, Object> latest() {
    if (latest == null) {
      latest = new HashMap<>();
      series.forEach((key, one) -> latest.put(key, one.value()));
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
      window = new Windows();
    }
    return window;
  }

  @Override
  public Map<String, Object> device() {
    if (device == null) {
      device = traits.variable();
    }
    return device;
  }

  @Override
  public Instant at() {
    return at;
  }

  /** Features per series, each computed once, on demand. */
  private final class Windows extends AbstractMap<String, Object> {
    private final Map<String, Object> computed = new HashMap<>();

    @Override
    public boolean containsKey(Object key) {
      return series.containsKey(key);
    }

    @Override
    public Object get(Object key) {
      Series one = series.get(key);
      return one == null
          ? null
          : computed.computeIfAbsent(String.valueOf(key), name -> one.features(at));
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> all = new LinkedHashMap<>();
      series.keySet().forEach(key -> all.put(key, get(key)));
      return all.entrySet();
    }
  }
}
