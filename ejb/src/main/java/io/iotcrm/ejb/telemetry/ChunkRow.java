package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.ChunkCodec;
import io.iotcrm.domain.telemetry.SeriesData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * A row of chunks.
 *
 * @param keepDays the class of retention it lies in; 0: for good
 * @param part 0, 1 and so on where a day has more readings than a chunk takes
 */
record ChunkRow(
    SeriesNo series, LocalDate firstDay, LocalDate lastDay, int part, int keepDays, byte[] data) {
  static final String COLUMNS =
      "c.device_no, c.key_no, c.first_day, c.last_day, c.part, c.keep_days, c.data";

  static ChunkRow of(ResultSet row) throws SQLException {
    return new ChunkRow(
        new SeriesNo(row.getInt(1), row.getInt(2)),
        row.getObject(3, LocalDate.class),
        row.getObject(4, LocalDate.class),
        row.getInt(5),
        row.getInt(6),
        row.getBytes(7));
  }

  /**
   * @throws IllegalStateException naming the chunk where it is damaged
   */
  SeriesData decode() {
    try {
      return ChunkCodec.decode(data);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "the chunk of device %d, key %d from %s cannot be read: %s"
              .formatted(series.deviceNo(), series.keyNo(), firstDay, e.getMessage()),
          e);
    }
  }
}
