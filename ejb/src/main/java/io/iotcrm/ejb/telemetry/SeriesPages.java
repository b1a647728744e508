package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.SeriesBuilder;
import io.iotcrm.domain.telemetry.SeriesData;
import io.iotcrm.ejb.platform.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One series from a moment on, in the order of time and in parts, from rows and chunks alike. Each
 * part takes statements of its own, so that nothing is locked in between. Not thread-safe.
 */
final class SeriesPages {
  private static final int MAX_ROWS = 5_000;
  private static final int MAX_CHUNKS = 8;

  private static final String ROWS =
      """
      select date_part('epoch', ts), num, txt from open_reading
      where device_no = ? and key_no = ? and ts >= ? and ts < ?
      order by ts limit ?
      """;

  private static final String CHUNKS =
      "select "
          + ChunkRow.COLUMNS
          + """
           from telemetry_chunk c
          where c.device_no = ? and c.key_no = ? and c.first_day between ? and ?
            and c.max_at >= ? and c.min_at < ?
          order by c.first_day, c.part limit ?
          """;

  private final Database database;
  private final SeriesNo series;
  private final long to;
  private final int rowLimit;
  private final int chunkLimit;
  private long position;

  /**
   * @param from epoch milliseconds, inclusive
   * @param to exclusive
   * @param together how many series are read side by side: the more, the smaller the parts
   */
  SeriesPages(Database database, SeriesNo series, long from, long to, int together) {
    this.database = database;
    this.series = series;
    this.position = from;
    this.to = to;
    this.rowLimit = Math.max(100, MAX_ROWS / together);
    this.chunkLimit = Math.max(1, MAX_CHUNKS / together);
  }

  /** The next readings; empty at the end. */
  SeriesData next() throws SQLException {
    while (position < to) {
      SeriesData page = database.call(connection -> read(connection));
      if (page.size() > 0) {
        return page;
      }
    }
    return SeriesData.EMPTY;
  }

  /** Rows before chunks: what is moved meanwhile is then seen twice rather than never. */
  private SeriesData read(java.sql.Connection connection) throws SQLException {
    Rows read;
    try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
      statement.setInt(1, series.deviceNo());
      statement.setInt(2, series.keyNo());
      statement.setTimestamp(3, timestamp(position));
      statement.setTimestamp(4, timestamp(to));
      statement.setInt(5, rowLimit);
      try (ResultSet row = statement.executeQuery()) {
        read = Rows.of(row);
      }
    }
    List<ChunkRow> chunks = chunks(connection);
    long end = to;
    SeriesData rows = read.data;
    if (read.count == rowLimit) {
      end = Math.min(end, rows.times()[rows.size() - 1] + 1);
    }
    SeriesData packed = SeriesData.EMPTY;
    for (ChunkRow chunk : chunks) {
      packed = packed.merge(chunk.decode());
    }
    if (chunks.size() == chunkLimit) {
      end = Math.min(end, packed.times()[packed.size() - 1] + 1);
    }
    SeriesData page = packed.between(position, end).merge(rows.between(position, end));
    position = end;
    return page;
  }

  private List<ChunkRow> chunks(java.sql.Connection connection) throws SQLException {
    LocalDate day = day(position);
    try (PreparedStatement statement = connection.prepareStatement(CHUNKS)) {
      statement.setInt(1, series.deviceNo());
      statement.setInt(2, series.keyNo());
      statement.setObject(3, monday(day));
      statement.setObject(4, day(to));
      statement.setTimestamp(5, timestamp(position));
      statement.setTimestamp(6, timestamp(to));
      statement.setInt(7, chunkLimit);
      List<ChunkRow> chunks = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          chunks.add(ChunkRow.of(row));
        }
      }
      return chunks;
    }
  }

  /**
   * Rows of one series: epoch seconds, number, text.
   *
   * @param data of one moment the first row
   * @param count all rows
   */
  private record Rows(SeriesData data, int count) {
    static Rows of(ResultSet row) throws SQLException {
      SeriesBuilder data = new SeriesBuilder();
      long before = Long.MIN_VALUE;
      int count = 0;
      while (row.next()) {
        long at = Math.round(row.getDouble(1) * 1_000);
        if (at != before) {
          double number = row.getDouble(2);
          data.add(at, number, row.wasNull() ? row.getString(3) : null);
        }
        before = at;
        count++;
      }
      return new Rows(data.build(), count);
    }
  }

  static Timestamp timestamp(long millis) {
    return Timestamp.from(Instant.ofEpochMilli(millis));
  }

  static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  /** A chunk with a day begins in the same week. */
  static LocalDate monday(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 1L);
  }
}
