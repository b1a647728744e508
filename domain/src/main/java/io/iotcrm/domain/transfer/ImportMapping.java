package io.iotcrm.domain.transfer;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.Serializable;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which column of a table is what. A table is long (one reading a row, with a column for the name
 * of the series) or wide (a column for each series).
 *
 * @param device the column with the device's id; null: the usual names are tried
 * @param deviceId the device that all rows are of, where no column says it; may be null
 * @param time the column with the time; null: the usual names are tried
 * @param key the column with the name of the series; null: the usual names are tried, and where
 *     there is none the table is wide
 * @param value the column with the value; null: the usual names are tried
 * @param series names of series by column, of a wide table; empty: every other column under its own
 *     name
 * @param zone of times that say none; UTC where it is null
 */
public record ImportMapping(
    String device,
    String deviceId,
    String time,
    String key,
    String value,
    Map<String, String> series,
    String zone)
    implements Serializable {
  private static final int MAX_SERIES = 500;

  /** Everything by the usual names. */
  public static final ImportMapping USUAL =
      new ImportMapping(null, null, null, null, null, null, null);

  public ImportMapping {
    device = blankToNull(device);
    deviceId = blankToNull(deviceId);
    time = blankToNull(time);
    key = blankToNull(key);
    value = blankToNull(value);
    series =
        series == null
            ? Map.of()
            : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(series));
    if (series.size() > MAX_SERIES) {
      throw new InvalidInputException("/series", "must be at most " + MAX_SERIES);
    }
    try {
      zone = zone == null || zone.isBlank() ? "UTC" : ZoneId.of(zone.strip()).getId();
    } catch (DateTimeException e) {
      throw new InvalidInputException("/zone", "must be a time zone, e.g. Europe/Riga");
    }
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  public String toJson() {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    add(json, "device", device);
    add(json, "deviceId", deviceId);
    add(json, "time", time);
    add(json, "key", key);
    add(json, "value", value);
    if (!series.isEmpty()) {
      JsonObjectBuilder names = JSON.createObjectBuilder();
      series.forEach(names::add);
      json.add("series", names);
    }
    return json.add("zone", zone).build().toString();
  }

  private static void add(JsonObjectBuilder json, String name, String text) {
    if (text != null) {
      json.add(name, text);
    }
  }

  public static ImportMapping fromJson(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      Map<String, String> series = new LinkedHashMap<>();
      if (json.containsKey("series")) {
        json.getJsonObject("series")
            .forEach((column, name) -> series.put(column, ((JsonString) name).getString()));
      }
      return new ImportMapping(
          json.getString("device", null),
          json.getString("deviceId", null),
          json.getString("time", null),
          json.getString("key", null),
          json.getString("value", null),
          series,
          json.getString("zone", null));
    }
  }
}
