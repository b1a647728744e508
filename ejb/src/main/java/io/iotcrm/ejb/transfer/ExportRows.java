package io.iotcrm.ejb.transfer;

import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.domain.telemetry.BucketGrid;
import io.iotcrm.domain.transfer.ExportSpec;
import io.iotcrm.ejb.telemetry.TelemetryExtract;
import io.iotcrm.ejb.transfer.table.Column;
import io.iotcrm.ejb.transfer.table.TableWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** Turns what devices have told into the rows of a table. Not thread-safe. */
final class ExportRows {
  private static final int MAX_INTERVALS = 5_000;

  private final TelemetryExtract extract;
  private final ExportSpec spec;
  private final Set<String> keys;
  private final List<Aggregate> aggregates;
  private final TableWriter table;
  private final LongConsumer progress;
  private long rows;

  /**
   * @param progress told how many rows there are after each
   */
  ExportRows(TelemetryExtract extract, ExportSpec spec, TableWriter table, LongConsumer progress) {
    this.extract = extract;
    this.spec = spec;
    this.keys = new HashSet<>(spec.keys());
    this.aggregates =
        spec.isOfIntervals() ? Aggregate.parse(String.join(",", spec.aggregates())) : List.of();
    this.table = table;
    this.progress = progress;
  }

  static List<Column> columns(ExportSpec spec) {
    List<Column> columns =
        new ArrayList<>(List.of(Column.text("device"), Column.time("time"), Column.text("key")));
    if (spec.isOfIntervals()) {
      spec.aggregates().forEach(name -> columns.add(Column.number(name)));
    } else {
      columns.add(Column.number("value"));
      columns.add(Column.text("text"));
    }
    return columns;
  }

  void write(String deviceId, int deviceNo) throws SQLException, IOException {
    if (spec.isOfIntervals()) {
      intervals(deviceId, deviceNo);
    } else {
      extract.readings(
          deviceNo,
          keys,
          spec.from(),
          spec.to(),
          (key, at, value) ->
              row(
                  deviceId,
                  at,
                  key,
                  value instanceof Double ? value : null,
                  value instanceof String ? value : null));
    }
  }

  private void intervals(String deviceId, int deviceNo) throws SQLException, IOException {
    Instant position = spec.from();
    while (position.isBefore(spec.to())) {
      Instant end = spec.windowEnd(position, MAX_INTERVALS);
      BucketGrid grid = BucketGrid.of(spec.interval(), spec.zoneId(), position, end);
      extract.intervals(
          deviceNo,
          keys,
          grid,
          aggregates,
          (key, start, numbers) -> {
            Object[] cells = new Object[3 + numbers.length];
            cells[0] = deviceId;
            cells[1] = start;
            cells[2] = key;
            for (int i = 0; i < numbers.length; i++) {
              cells[3 + i] = numbers[i];
            }
            row(cells);
          });
      position = end;
    }
  }

  private void row(Object... cells) throws IOException {
    table.write(cells);
    rows++;
    progress.accept(rows);
  }

  long rows() {
    return rows;
  }
}
