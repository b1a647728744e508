package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.BucketGrid;
import io.iotcrm.domain.telemetry.HourSummary;
import io.iotcrm.domain.telemetry.SeriesBuilder;
import io.iotcrm.domain.telemetry.SeriesData;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The statements that read many series over a span, within a transaction, so that a large answer
 * comes in parts. What is packed is unpacked by all processors, some rows at a time.
 */
final class SeriesReads {
  private static final int FETCH_ROWS = 10_000;
  private static final int FETCH_PACKED = 128;
  private static final String OF_SERIES = " from unnest(?::int4[], ?::int4[]) as s (d, k) join ";

  private final Connection connection;
  private final Array devices;
  private final Array keys;

  SeriesReads(Connection connection, List<SeriesNo> series) throws SQLException {
    this.connection = connection;
    Object[] deviceNos = series.stream().map(SeriesNo::deviceNo).toArray();
    Object[] keyNos = series.stream().map(SeriesNo::keyNo).toArray();
    devices = connection.createArrayOf("int4", deviceNos);
    keys = connection.createArrayOf("int4", keyNos);
  }

  /** Takes the numbers of one interval, summed up. */
  @FunctionalInterface
  interface Summed {
    void take(SeriesNo series, int bucket, long count, double sum, double min, double max);
  }

  /** Rows, summed up by the database. */
  void sums(long from, long to, BucketGrid grid, Summed each) throws SQLException {
    String sql =
        "select r.device_no, r.key_no, width_bucket(r.ts, ?::timestamptz[]) - 1,"
            + " count(*), sum(r.num), min(r.num), max(r.num)"
            + OF_SERIES
            + "open_reading r on r.device_no = s.d and r.key_no = s.k"
            + " where r.ts >= ? and r.ts < ? and r.num is not null group by 1, 2, 3";
    long[] edges = grid.edges();
    Timestamp[] times = new Timestamp[edges.length];
    for (int i = 0; i < edges.length; i++) {
      times[i] = SeriesPages.timestamp(edges[i]);
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("timestamptz", times));
      setSpan(statement, 2, from, to);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          each.take(
              new SeriesNo(row.getInt(1), row.getInt(2)),
              row.getInt(3),
              row.getLong(4),
              row.getDouble(5),
              row.getDouble(6),
              row.getDouble(7));
        }
      }
    }
  }

  /** Rows, one series after the other. */
  void rows(long from, long to, BiConsumer<SeriesNo, SeriesData> each) throws SQLException {
    String sql =
        "select r.device_no, r.key_no, date_part('epoch', r.ts), r.num, r.txt"
            + OF_SERIES
            + "open_reading r on r.device_no = s.d and r.key_no = s.k"
            + " where r.ts >= ? and r.ts < ? order by 1, 2, r.ts";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      setSpan(statement, 1, from, to);
      try (ResultSet row = statement.executeQuery()) {
        SeriesNo current = null;
        SeriesBuilder data = new SeriesBuilder();
        long before = Long.MIN_VALUE;
        while (row.next()) {
          SeriesNo series = new SeriesNo(row.getInt(1), row.getInt(2));
          if (!series.equals(current)) {
            hand(current, data, each);
            current = series;
            data = new SeriesBuilder();
            before = Long.MIN_VALUE;
          }
          long at = Math.round(row.getDouble(3) * 1_000);
          double number = row.getDouble(4);
          if (at != before) {
            data.add(at, number, row.wasNull() ? row.getString(5) : null);
          }
          before = at;
        }
        hand(current, data, each);
      }
    }
  }

  private static void hand(
      SeriesNo series, SeriesBuilder data, BiConsumer<SeriesNo, SeriesData> each) {
    if (series != null && data.size() > 0) {
      each.accept(series, data.build());
    }
  }

  /** Chunks that have something of the span, whole. */
  void chunks(long from, long to, BiConsumer<SeriesNo, SeriesData> each) throws SQLException {
    String sql =
        "select "
            + ChunkRow.COLUMNS
            + OF_SERIES
            + "telemetry_chunk c on c.device_no = s.d and c.key_no = s.k"
            + " where c.max_at >= ? and c.min_at < ? and c.first_day between ? and ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_PACKED);
      setSpan(statement, 1, from, to);
      statement.setObject(5, SeriesPages.monday(SeriesPages.day(from)));
      statement.setObject(6, SeriesPages.day(to));
      unpack(statement, ChunkRow::of, ChunkRow::series, ChunkRow::decode, each);
    }
  }

  private record RollupRow(SeriesNo series, byte[] data) {
    static RollupRow of(ResultSet row) throws SQLException {
      return new RollupRow(new SeriesNo(row.getInt(1), row.getInt(2)), row.getBytes(3));
    }
  }

  /** Rollups of the months that have something of the span, whole. */
  void rollups(
      long from,
      long to,
      Function<byte[], List<HourSummary>> codec,
      BiConsumer<SeriesNo, List<HourSummary>> each)
      throws SQLException {
    String sql =
        "select r.device_no, r.key_no, r.data"
            + OF_SERIES
            + "telemetry_rollup r on r.device_no = s.d and r.key_no = s.k"
            + " where r.month between ? and ?";
    LocalDate first = SeriesPages.day(from).withDayOfMonth(1);
    LocalDate last = SeriesPages.day(to - 1);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_PACKED);
      statement.setArray(1, devices);
      statement.setArray(2, keys);
      statement.setObject(3, first);
      statement.setObject(4, last);
      unpack(statement, RollupRow::of, RollupRow::series, row -> codec.apply(row.data), each);
    }
  }

  /** Reads a row where the cursor stands. */
  @FunctionalInterface
  private interface RowReader<R> {
    R read(ResultSet row) throws SQLException;
  }

  private static <R, T> void unpack(
      PreparedStatement statement,
      RowReader<R> reader,
      Function<R, SeriesNo> series,
      Function<R, T> decode,
      BiConsumer<SeriesNo, T> each)
      throws SQLException {
    List<R> some = new ArrayList<>(FETCH_PACKED);
    try (ResultSet row = statement.executeQuery()) {
      boolean more = row.next();
      while (more) {
        some.add(reader.read(row));
        more = row.next();
        if (!more || some.size() == FETCH_PACKED) {
          List<T> unpacked =
              (some.size() < 16 ? some.stream() : some.parallelStream()).map(decode).toList();
          for (int i = 0; i < unpacked.size(); i++) {
            each.accept(series.apply(some.get(i)), unpacked.get(i));
          }
          some.clear();
        }
      }
    }
  }

  private void setSpan(PreparedStatement statement, int first, long from, long to)
      throws SQLException {
    statement.setArray(first, devices);
    statement.setArray(first + 1, keys);
    statement.setTimestamp(first + 2, SeriesPages.timestamp(from));
    statement.setTimestamp(first + 3, SeriesPages.timestamp(to));
  }
}
