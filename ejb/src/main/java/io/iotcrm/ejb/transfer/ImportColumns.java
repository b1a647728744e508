package io.iotcrm.ejb.transfer;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.transfer.ImportMapping;
import io.iotcrm.ejb.transfer.table.TableReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads rows of a table as readings, by its columns. Immutable and thread-safe. */
final class ImportColumns {
  private static final Set<String> DEVICE = Set.of("device", "deviceid", "device_id", "device id");
  private static final Set<String> TIME =
      Set.of("time", "at", "timestamp", "ts", "date", "datetime");
  private static final Set<String> KEY = Set.of("key", "series", "metric", "name");
  private static final Set<String> VALUE = Set.of("value", "number", "v");
  private static final Set<String> TEXT = Set.of("text");

  private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final int device;
  private final String deviceId;
  private final int time;
  private final int key;
  private final int value;
  private final int text;
  private final Map<Integer, String> wide;
  private final ZoneId zone;

  /** Takes what a row has. */
  interface Sink {
    void reading(long row, Reading reading);

    /**
     * @param what the device or column that it is about; may be null
     * @param why for people
     */
    void refused(long row, String what, String why);
  }

  /**
   * @throws InvalidInputException where a column that is needed is not there
   */
  ImportColumns(List<String> columns, ImportMapping mapping) {
    deviceId = mapping.deviceId();
    device = deviceId == null ? find(columns, "/device", mapping.device(), DEVICE, true) : -1;
    time = find(columns, "/time", mapping.time(), TIME, true);
    boolean isWide = !mapping.series().isEmpty();
    key = isWide ? -1 : find(columns, "/key", mapping.key(), KEY, false);
    value = key < 0 ? -1 : find(columns, "/value", mapping.value(), VALUE, true);
    text = key < 0 ? -1 : find(columns, "/text", null, TEXT, false);
    wide = key < 0 ? wide(columns, mapping.series()) : Map.of();
    zone = ZoneId.of(mapping.zone());
  }

  private static int find(
      List<String> columns, String pointer, String wanted, Set<String> usual, boolean needed) {
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i);
      if (wanted == null ? usual.contains(name.toLowerCase(Locale.ROOT)) : name.equals(wanted)) {
        return i;
      }
    }
    if (needed || wanted != null) {
      throw new InvalidInputException(
          pointer,
          "names no column: "
              + (wanted == null ? "say which it is" : wanted)
              + "; there are "
              + String.join(", ", columns));
    }
    return -1;
  }

  private Map<Integer, String> wide(List<String> columns, Map<String, String> series) {
    Map<Integer, String> found = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = series.isEmpty() ? columns.get(i) : series.get(columns.get(i));
      if (i != device && i != time && name != null && !name.isBlank()) {
        found.put(i, name.strip());
      }
    }
    for (String column : series.keySet()) {
      if (!columns.contains(column)) {
        throw new InvalidInputException("/series", "names no column: " + column);
      }
    }
    if (found.isEmpty()) {
      throw new InvalidInputException("/series", "leaves no column with values");
    }
    return found;
  }

  /** What a column is taken for: device, time, key, value, text, the name of a series, or null. */
  String role(int column) {
    if (column == device) {
      return "device";
    }
    if (column == time) {
      return "time";
    }
    if (column == key) {
      return "key";
    }
    return column == value ? "value" : column == text ? "text" : wide.get(column);
  }

  void read(TableReader.Row row, Sink sink) {
    List<Object> cells = row.cells();
    Object id = deviceId == null ? cells.get(device) : deviceId;
    if (id == null) {
      sink.refused(row.number(), null, "has no device");
      return;
    }
    String name = CellValues.text(id);
    Instant at;
    try {
      at = CellValues.time(cells.get(time), zone);
    } catch (IllegalArgumentException e) {
      sink.refused(row.number(), name, e.getMessage());
      return;
    }
    if (at.isBefore(OLDEST) || at.isAfter(Instant.now().plus(AHEAD))) {
      sink.refused(row.number(), name, "has a time before 1990 or in the future: " + at);
      return;
    }
    if (key >= 0) {
      Object known = cells.get(value);
      Object asText = text >= 0 && known == null ? cells.get(text) : null;
      Object series = cells.get(key);
      one(
          row.number(),
          name,
          series == null ? "" : CellValues.text(series),
          at,
          known,
          asText,
          sink);
      return;
    }
    wide.forEach(
        (column, series) -> {
          if (cells.get(column) != null) {
            one(row.number(), name, series, at, cells.get(column), null, sink);
          }
        });
  }

  private static void one(
      long row, String device, String series, Instant at, Object cell, Object text, Sink sink) {
    try {
      if (cell == null && text == null) {
        sink.refused(row, device, "has no value");
        return;
      }
      Object found = cell == null ? CellValues.text(text) : CellValues.value(cell);
      sink.reading(row, new Reading(device, series, at, found, null));
    } catch (IllegalArgumentException e) {
      sink.refused(row, device, e.getMessage());
    }
  }
}
