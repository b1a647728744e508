package io.iotcrm.ejb.transfer;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.transfer.ImportMapping;
import io.iotcrm.domain.transfer.TransferFormat;
import io.iotcrm.ejb.telemetry.HistoryStore;
import io.iotcrm.ejb.transfer.table.TableReader;
import io.iotcrm.ejb.transfer.table.UnreadableTableException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What would become of the first rows of a file. */
final class ImportPreview implements ImportColumns.Sink {
  static final int ROWS = 1_000;
  private static final int SHOWN = 20;

  private final JsonArrayBuilder shown = JSON.createArrayBuilder();
  private final JsonArrayBuilder errors = JSON.createArrayBuilder();
  private final Set<String> devices = new LinkedHashSet<>();
  private long readings;
  private long refused;

  private ImportPreview() {}

  /** As JSON; a member {@code problem} says why the file cannot be imported like this. */
  static String of(Path file, TransferFormat format, ImportMapping mapping, HistoryStore history)
      throws IOException, SQLException {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    try (TableReader table = TableReader.open(format, file)) {
      List<String> names = table.columns();
      try {
        ImportColumns columns = new ImportColumns(names, mapping);
        json.add("columns", columns(names, columns));
        new ImportPreview().read(table, columns, history, json);
      } catch (InvalidInputException e) {
        json.add("columns", columns(names, null)).add("problem", e.getMessage());
      }
    } catch (UnreadableTableException e) {
      json.add("problem", "The file " + e.getMessage());
    }
    return json.build().toString();
  }

  private static JsonArrayBuilder columns(List<String> names, ImportColumns columns) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    for (int i = 0; i < names.size(); i++) {
      JsonObjectBuilder column = JSON.createObjectBuilder().add("name", names.get(i));
      String role = columns == null ? null : columns.role(i);
      if (role != null) {
        column.add("as", role);
      }
      array.add(column);
    }
    return array;
  }

  private void read(
      TableReader table, ImportColumns columns, HistoryStore history, JsonObjectBuilder json)
      throws IOException, SQLException {
    int rows = 0;
    TableReader.Row row = null;
    while (rows < ROWS && (row = table.next()) != null) {
      columns.read(row, this);
      rows++;
    }
    Set<String> known = history.known(devices);
    List<String> unknown = new ArrayList<>(devices);
    unknown.removeAll(known);
    json.add("rows", rows)
        .add("more", row != null && table.next() != null)
        .add("readings", readings)
        .add("refused", refused)
        .add("unknownDevices", JSON.createArrayBuilder(unknown.stream().limit(SHOWN).toList()))
        .add("unknown", unknown.size())
        .add("first", shown)
        .add("errors", errors);
  }

  @Override
  public void reading(long row, Reading reading) {
    readings++;
    devices.add(reading.deviceId());
    if (readings <= SHOWN) {
      JsonObjectBuilder one =
          JSON.createObjectBuilder()
              .add("row", row)
              .add("device", reading.deviceId())
              .add("time", reading.at().toString())
              .add("key", reading.key());
      if (reading.value() instanceof Double number) {
        one.add("value", number);
      } else if (reading.value() instanceof Boolean flag) {
        one.add("value", flag);
      } else {
        one.add("value", reading.value().toString());
      }
      shown.add(one);
    }
  }

  @Override
  public void refused(long row, String what, String why) {
    refused++;
    if (refused <= SHOWN) {
      JsonObjectBuilder one = JSON.createObjectBuilder().add("row", row);
      if (what != null) {
        one.add("device", what);
      }
      errors.add(one.add("error", why));
    }
  }
}
