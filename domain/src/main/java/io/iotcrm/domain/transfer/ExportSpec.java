package io.iotcrm.domain.transfer;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.DeviceSelection;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.BucketGrid;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.Serializable;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What is exported, and as what.
 *
 * @param devices whose readings; devices that are blocked included
 * @param keys which series of each device; empty: all
 * @param from inclusive; null in a schedule
 * @param to exclusive; null in a schedule
 * @param interval ISO 8601 duration, as {@link BucketGrid} knows it; null: the readings themselves
 * @param zone where days begin; UTC where it is null
 * @param aggregates of each interval; avg where none are given
 */
public record ExportSpec(
    DeviceSelection devices,
    List<String> keys,
    Instant from,
    Instant to,
    TransferFormat format,
    String interval,
    String zone,
    List<String> aggregates)
    implements Serializable {
  private static final int MAX_KEYS = 200;

  public ExportSpec {
    keys = keys == null ? List.of() : List.copyOf(keys);
    if (devices == null) {
      throw new InvalidInputException("/devices", "is required");
    }
    if (format == null) {
      throw new InvalidInputException("/format", "is required: CSV, XLSX or PARQUET");
    }
    if (keys.size() > MAX_KEYS) {
      throw new InvalidInputException("/keys", "must be at most " + MAX_KEYS);
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new InvalidInputException("/from", "must be before 'to'");
    }
    interval = interval == null || interval.isBlank() ? null : interval.strip();
    zone = zone == null || zone.isBlank() ? "UTC" : zone.strip();
    aggregates = interval == null ? List.of() : names(aggregates);
    if (interval != null) {
      Instant start = from == null ? Instant.EPOCH : from;
      boolean ofTime = interval.contains("T");
      Instant end = ofTime || to == null ? start.plusSeconds(1) : to;
      BucketGrid.of(interval, zoneId(zone), start, end);
    }
  }

  private static List<String> names(List<String> aggregates) {
    String all = aggregates == null || aggregates.isEmpty() ? "avg" : String.join(",", aggregates);
    return Aggregate.parse(all).stream().map(Aggregate::name).toList();
  }

  private static ZoneId zoneId(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new InvalidInputException("/zone", "must be a time zone, e.g. Europe/Riga");
    }
  }

  /** Whether intervals are wanted rather than readings. */
  public boolean isOfIntervals() {
    return interval != null;
  }

  public ZoneId zoneId() {
    return ZoneId.of(zone);
  }

  /**
   * When the intervals that are summed up together with the one of a moment end: few enough to be
   * kept in memory, and at an interval's edge.
   *
   * @param intervals how many at most
   */
  public Instant windowEnd(Instant position, int intervals) {
    if (!interval.contains("T")) {
      return to;
    }
    long width = Duration.parse(interval).toMillis();
    long first = Math.floorDiv(position.toEpochMilli(), width) * width;
    Instant end = Instant.ofEpochMilli(first + width * intervals);
    return end.isBefore(to) ? end : to;
  }

  /** The same over a span of time. */
  public ExportSpec over(Instant begin, Instant end) {
    return new ExportSpec(devices, keys, begin, end, format, interval, zone, aggregates);
  }

  public String toJson() {
    JsonObjectBuilder json = JSON.createObjectBuilder().add("devices", devices.json());
    if (!keys.isEmpty()) {
      json.add("keys", JSON.createArrayBuilder(keys));
    }
    if (from != null) {
      json.add("from", from.toString());
    }
    if (to != null) {
      json.add("to", to.toString());
    }
    json.add("format", format.name());
    if (interval != null) {
      json.add("interval", interval).add("aggregates", JSON.createArrayBuilder(aggregates));
    }
    return json.add("zone", zone).build().toString();
  }

  public static ExportSpec fromJson(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      return new ExportSpec(
          DeviceSelection.of(json.getJsonObject("devices")),
          texts(json, "keys"),
          instant(json, "from"),
          instant(json, "to"),
          TransferFormat.valueOf(json.getString("format")),
          json.getString("interval", null),
          json.getString("zone", null),
          texts(json, "aggregates"));
    }
  }

  private static List<String> texts(JsonObject json, String name) {
    JsonArray array = json.getJsonArray(name);
    return array == null ? List.of() : array.getValuesAs(JsonString::getString);
  }

  private static Instant instant(JsonObject json, String name) {
    String text = json.getString(name, null);
    return text == null ? null : Instant.parse(text);
  }
}
