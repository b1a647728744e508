package io.iotcrm.web.telemetry;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.telemetry.Bucket;
import io.iotcrm.domain.telemetry.SeriesSpec;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.ejb.telemetry.TelemetryStore;
import io.iotcrm.web.platform.Texts;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Lines for the pages, read in as many steps as a screen can show. */
@Named
@RequestScoped
public class Charts {
  private static final int STEPS = 240;
  private static final Duration FINEST = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HOURLY = Duration.ofDays(7);

  @EJB private TelemetryStore store;
  @EJB private ProfileRegistry profiles;
  @Inject private Texts texts;
  private final Map<String, List<SeriesSpec>> series = new HashMap<>();

  /** A live line of each series that is a number, up to a time ago. */
  public List<SeriesChart> live(DeviceView device, Duration span, int atMost) {
    Instant to = Instant.now();
    return numbers(device.profileKey()).stream()
        .limit(atMost)
        .map(s -> chart(device.id(), s, to.minus(span), to, null, null, false))
        .toList();
  }

  /** The lines around an event, which stay as they are. */
  public List<SeriesChart> around(
      DeviceView device,
      Instant event,
      Duration before,
      Duration after,
      Map<String, Double> limits) {
    return numbers(device.profileKey()).stream()
        .map(
            s ->
                chart(
                    device.id(),
                    s,
                    event.minus(before),
                    event.plus(after),
                    event.toEpochMilli(),
                    limits.get(s.key()),
                    true))
        .toList();
  }

  /** What a profile's series are called and measured in. */
  public List<SeriesSpec> series(String profileKey) {
    return series.computeIfAbsent(profileKey, key -> parse(profiles.get(key).series()));
  }

  /**
   * The newest value of a series, ready to be shown.
   *
   * @param value a number, text or boolean; of a boolean series also 0 and 1
   */
  public Latest latest(DeviceView device, String key, Object value, Instant at) {
    SeriesSpec spec =
        series(device.profileKey()).stream()
            .filter(s -> s.key().equals(key))
            .findFirst()
            .orElse(null);
    String unit = spec == null ? "" : unit(spec.unit());
    return new Latest(device.id(), key, name(key), shown(spec, value), unit, at);
  }

  /** A number with at most two decimals, yes and no for booleans, anything else as it is. */
  private String shown(SeriesSpec spec, Object value) {
    if (value instanceof Boolean flag) {
      return texts.of(flag ? "yes" : "no");
    }
    if (value instanceof Number number) {
      if (spec != null && spec.kind() == SeriesSpec.Kind.BOOLEAN) {
        return texts.of(number.doubleValue() == 0 ? "no" : "yes");
      }
      double rounded = Math.round(number.doubleValue() * 100) / 100.0;
      return rounded == Math.rint(rounded)
          ? String.valueOf((long) rounded)
          : String.valueOf(rounded);
    }
    return value == null ? "" : value.toString();
  }

  private List<SeriesSpec> numbers(String profileKey) {
    return series(profileKey).stream().filter(s -> s.kind() == SeriesSpec.Kind.NUMBER).toList();
  }

  private SeriesChart chart(
      String deviceId,
      SeriesSpec spec,
      Instant from,
      Instant to,
      Long event,
      Double limit,
      boolean frozen) {
    Duration width = width(Duration.between(from, to));
    StringJoiner points = new StringJoiner(",", "[", "]");
    for (Bucket bucket : store.buckets(deviceId, spec.key(), from, to, width)) {
      if (Double.isFinite(bucket.avg())) {
        points.add("[" + bucket.from().toEpochMilli() + "," + round(bucket.avg()) + "]");
      }
    }
    long minutes = Math.max(1, Duration.between(from, to).toMinutes());
    return new SeriesChart(
        deviceId,
        spec.key(),
        unit(spec.unit()),
        name(spec.key()),
        points.toString(),
        minutes,
        limit,
        event,
        frozen);
  }

  /** As fine as a screen can show; of weeks whole hours, which cost the least to read. */
  static Duration width(Duration span) {
    Duration step = span.dividedBy(STEPS);
    if (step.compareTo(HOUR) >= 0 || span.compareTo(HOURLY) >= 0) {
      return Duration.ofHours(Math.max(1, step.plusMinutes(30).toHours()));
    }
    return step.compareTo(FINEST) < 0 ? FINEST : Duration.ofSeconds(step.toSeconds());
  }

  private static String round(double value) {
    return String.valueOf(Math.round(value * 1000) / 1000.0);
  }

  /** What people call a series. */
  public String name(String key) {
    String text = texts.of("series." + key);
    return text.startsWith("series.") ? key : text;
  }

  /** A SenML unit as people write it. */
  public String unit(String senml) {
    if (senml == null || senml.isEmpty()) {
      return "";
    }
    String text = texts.of("unit." + senml);
    return text.startsWith("unit.") ? senml : text;
  }

  private static List<SeriesSpec> parse(String seriesJson) {
    List<SeriesSpec> specs = new ArrayList<>();
    try (JsonReader reader = JSON.createReader(new StringReader(seriesJson))) {
      JsonArray array = reader.readArray();
      for (JsonObject s : array.getValuesAs(JsonObject.class)) {
        SeriesSpec.Kind kind =
            SeriesSpec.Kind.valueOf(s.getString("kind", "NUMBER").toUpperCase(Locale.ROOT));
        specs.add(new SeriesSpec(s.getString("key"), s.getString("unit", ""), kind, null, null));
      }
    } catch (JsonException | IllegalArgumentException | NullPointerException unreadable) {
      return List.of();
    }
    return specs;
  }
}
