package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.rule.ActionPreview;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.DryRunRequest;
import io.iotcrm.domain.rule.Verdict;
import io.iotcrm.domain.rule.twin.RuleTrial.Episode;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sums up what a rule would have done; what it keeps is bounded. Not thread-safe. */
final class DryRunTally {
  /** So many episodes are listed; all are counted. */
  static final int MAX_LISTED = 500;

  private final CompiledRule rule;
  private final DryRunRequest request;
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final Map<DryRunDevice, Integer> perDevice = new LinkedHashMap<>();
  private final Map<LocalDate, Integer> perDay = new TreeMap<>();
  private final JsonArrayBuilder episodes = JSON.createArrayBuilder();
  private int fired;
  private int devices;
  private long readings;
  private DryRunLimit cut;

  DryRunTally(CompiledRule rule, DryRunRequest request) {
    this.rule = rule;
    this.request = request;
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, 0L);
    }
  }

  void count(Verdict verdict) {
    verdicts.merge(verdict, 1L, Long::sum);
  }

  long countReading() {
    return ++readings;
  }

  void deviceDone() {
    devices++;
  }

  void cutShort(DryRunLimit limit) {
    cut = limit;
  }

  void add(DryRunDevice device, Episode episode) {
    fired++;
    perDevice.merge(device, 1, Integer::sum);
    perDay.merge(LocalDate.ofInstant(episode.firedAt(), ZoneOffset.UTC), 1, Integer::sum);
    if (fired > MAX_LISTED) {
      return;
    }
    JsonObjectBuilder values = JSON.createObjectBuilder();
    episode.values().forEach((name, value) -> add(values, name, value));
    JsonArrayBuilder actions = JSON.createArrayBuilder();
    ActionPreview.of(rule, name -> value(device, episode, name)).forEach(actions::add);
    JsonObjectBuilder one =
        JSON.createObjectBuilder()
            .add("deviceId", device.id())
            .add("deviceName", device.name())
            .add("raisedAt", episode.raisedAt().toString())
            .add("firedAt", episode.firedAt().toString());
    if (episode.clearedAt() != null) {
      one.add("clearedAt", episode.clearedAt().toString());
    }
    episodes.add(one.add("values", values).add("actions", actions));
  }

  private static void add(JsonObjectBuilder values, String name, Object value) {
    if (value instanceof Number number) {
      values.add(name, number.doubleValue());
    } else if (value instanceof Boolean flag) {
      values.add(name, flag);
    } else {
      values.add(name, String.valueOf(value));
    }
  }

  private Object value(DryRunDevice device, Episode episode, String placeholder) {
    return switch (placeholder) {
      case "device.id" -> device.id();
      case "device.name" -> device.name();
      case "device.site" -> device.site();
      case "rule.name" -> rule.definition().name();
      default -> episode.values().get(placeholder);
    };
  }

  long readings() {
    return readings;
  }

  int devices() {
    return devices;
  }

  /** The report as {@code docs/rules.md} describes it. To be called once. */
  String json() {
    JsonObjectBuilder counts = JSON.createObjectBuilder();
    verdicts.forEach(
        (verdict, count) -> counts.add(verdict.name().toLowerCase(Locale.ROOT), count));
    JsonArrayBuilder byDevice = JSON.createArrayBuilder();
    perDevice.entrySet().stream()
        .sorted(Map.Entry.<DryRunDevice, Integer>comparingByValue().reversed())
        .forEach(
            entry ->
                byDevice.add(
                    JSON.createObjectBuilder()
                        .add("deviceId", entry.getKey().id())
                        .add("deviceName", entry.getKey().name())
                        .add("fired", entry.getValue())));
    JsonArrayBuilder byDay = JSON.createArrayBuilder();
    perDay.forEach(
        (day, count) ->
            byDay.add(JSON.createObjectBuilder().add("day", day.toString()).add("fired", count)));
    JsonObjectBuilder report =
        JSON.createObjectBuilder()
            .add("from", request.from().toString())
            .add("to", request.to().toString())
            .add("devices", devices)
            .add("readings", readings)
            .add("fired", fired)
            .add("listed", Math.min(fired, MAX_LISTED))
            .add("verdicts", counts);
    if (cut != null) {
      report.add("cutShortBy", cut.name());
    }
    return report
        .add("perDay", byDay)
        .add("perDevice", byDevice)
        .add("episodes", episodes)
        .build()
        .toString();
  }
}
