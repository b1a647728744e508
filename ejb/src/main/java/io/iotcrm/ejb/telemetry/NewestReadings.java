package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.SeriesData;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The newest readings of a device, from rows and chunks. */
@ApplicationScoped
public class NewestReadings {
  private static final Comparator<Point> NEWEST =
      Comparator.comparingLong(Point::at).reversed().thenComparingInt(Point::keyNo);

  /** Most series have reported within this time. */
  private static final long RECENT = Duration.ofDays(7).toMillis();

  /** Older readings are not taken in. */
  private static final long OLDEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  private static final String LATEST_ROWS =
      """
      select s.d, k.no, date_part('epoch', l.ts), l.num, l.txt
      from unnest(?::int4[]) as s (d) cross join telemetry_key k
      cross join lateral (
        select ts, num, txt from open_reading
        where device_no = s.d and key_no = k.no and ts >= ? and ts < ?
        order by ts desc limit 1) l
      where not (k.no = any (?))
      """;

  private static final String LATEST_CHUNKS =
      "select distinct on (c.device_no, c.key_no) "
          + ChunkRow.COLUMNS
          + """
           from telemetry_chunk c
          where c.device_no = any (?) and c.first_day between ? and ?
            and c.max_at >= ? and c.min_at < ? and not (c.key_no = any (?))
          order by c.device_no, c.key_no, c.min_at desc
          """;

  @Inject private Database database;

  /** For the container. */
  public NewestReadings() {}

  /** For use outside a container. */
  NewestReadings(Database database) {
    this.database = database;
  }

  /**
   * @param value a Double or a String
   */
  record Point(int keyNo, long at, Object value) {}

  /**
   * The newest reading of each series in a span; by device, then by key.
   *
   * @param from epoch milliseconds, inclusive
   * @param to exclusive
   */
  Map<SeriesNo, Point> latest(List<Integer> deviceNos, long from, long to) throws SQLException {
    return latest(deviceNos, Set.of(), from, to);
  }

  /** As above, without the series of some keys. */
  private Map<SeriesNo, Point> latest(
      List<Integer> deviceNos, Set<Integer> exceptKeys, long from, long to) throws SQLException {
    return database.call(
        connection -> {
          Map<SeriesNo, Point> latest = new HashMap<>();
          Object[] numbers = deviceNos.toArray();
          Object[] except = exceptKeys.toArray();
          try (PreparedStatement statement = connection.prepareStatement(LATEST_ROWS)) {
            statement.setArray(1, connection.createArrayOf("int4", numbers));
            statement.setTimestamp(2, SeriesPages.timestamp(from));
            statement.setTimestamp(3, SeriesPages.timestamp(to));
            statement.setArray(4, connection.createArrayOf("int4", except));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                SeriesNo series = new SeriesNo(row.getInt(1), row.getInt(2));
                latest.put(series, point(series.keyNo(), row, 3));
              }
            }
          }
          try (PreparedStatement statement = connection.prepareStatement(LATEST_CHUNKS)) {
            statement.setArray(1, connection.createArrayOf("int4", numbers));
            statement.setObject(2, SeriesPages.monday(SeriesPages.day(from)));
            statement.setObject(3, SeriesPages.day(to));
            statement.setTimestamp(4, SeriesPages.timestamp(from));
            statement.setTimestamp(5, SeriesPages.timestamp(to));
            statement.setArray(6, connection.createArrayOf("int4", except));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                takeLatest(ChunkRow.of(row), from, to, latest);
              }
            }
          }
          return latest;
        });
  }

  private static void takeLatest(ChunkRow chunk, long from, long to, Map<SeriesNo, Point> latest) {
    SeriesData data = chunk.decode().between(from, to);
    if (data.size() > 0) {
      int last = data.size() - 1;
      Point known = latest.get(chunk.series());
      if (known == null || known.at <= data.times()[last]) {
        latest.put(
            chunk.series(),
            new Point(chunk.series().keyNo(), data.times()[last], data.value(last)));
      }
    }
  }

  /**
   * The newest reading of each series of a device at or before a moment, however old. Most have
   * reported shortly before; only for the others it looks farther back.
   *
   * @param at epoch milliseconds
   */
  List<Point> asOf(int deviceNo, long at) throws SQLException {
    List<Integer> device = List.of(deviceNo);
    long week = at + 1 - RECENT;
    Map<Integer, Point> found = new TreeMap<>();
    latest(device, Set.of(), week, at + 1).forEach((one, point) -> found.put(one.keyNo(), point));
    latest(device, Set.copyOf(found.keySet()), OLDEST, week)
        .forEach((one, point) -> found.put(one.keyNo(), point));
    return List.copyOf(found.values());
  }

  /**
   * A part of what a device has reported.
   *
   * @param keyNos null for all series
   * @param from epoch milliseconds, inclusive
   * @param end exclusive
   * @param before where the part before ended: it and what is newer is left out; null at first
   */
  private record Part(
      int deviceNo, Collection<Integer> keyNos, long from, long end, Point before, int limit) {}

  /**
   * Newest first, of one moment by the key's number.
   *
   * @param keyNo null for all series
   * @param before where the part before ended: it and what is newer is left out; null at first
   */
  List<Point> newest(int deviceNo, Integer keyNo, long from, long to, Point before, int limit)
      throws SQLException {
    Part part =
        new Part(
            deviceNo,
            keyNo == null ? null : List.of(keyNo),
            from,
            before == null ? to : Math.min(to, before.at + 1),
            before,
            limit);
    // By its place in the order, so that the same reading from a row and a chunk is one.
    TreeMap<Point, Point> found = new TreeMap<>(NEWEST);
    return database.transaction(
        connection -> {
          rows(connection, part, found);
          chunks(connection, part, found);
          return new ArrayList<>(found.values());
        });
  }

  /**
   * Newest first, of some series; joins the caller's transaction. One statement, or two where the
   * span reaches back to a day that may be in chunks: the day that goes on never is.
   */
  List<Point> newest(
      int deviceNo, Collection<Integer> keyNos, long from, long to, int limit, LocalDate today)
      throws SQLException {
    Part part = new Part(deviceNo, keyNos, from, to, null, limit);
    TreeMap<Point, Point> found = new TreeMap<>(NEWEST);
    return database.call(
        connection -> {
          rows(connection, part, found);
          if (SeriesPages.day(from).isBefore(today)) {
            chunks(connection, part, found);
          }
          return new ArrayList<>(found.values());
        });
  }

  private static void rows(Connection connection, Part part, TreeMap<Point, Point> found)
      throws SQLException {
    String sql =
        "select key_no, date_part('epoch', ts), num, txt from open_reading"
            + " where device_no = ? and ts >= ? and ts < ?"
            + among("key_no", part.keyNos)
            + (part.before == null ? "" : " and (ts < ? or key_no > ?)")
            + " order by ts desc, key_no limit ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      statement.setInt(next++, part.deviceNo);
      statement.setTimestamp(next++, SeriesPages.timestamp(part.from));
      statement.setTimestamp(next++, SeriesPages.timestamp(part.end));
      if (part.before != null) {
        statement.setTimestamp(next++, SeriesPages.timestamp(part.before.at));
        statement.setInt(next++, part.before.keyNo);
      }
      statement.setInt(
          next, 2 * part.limit); // each may be there twice while its day is being closed
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Point point = point(row.getInt(1), row, 2);
          found.putIfAbsent(point, point);
        }
      }
    }
    trim(found, part.limit);
  }

  /** Chunks from the newest back, until what is found is newer than all that follow. */
  private static void chunks(Connection connection, Part part, TreeMap<Point, Point> found)
      throws SQLException {
    String sql =
        "select "
            + ChunkRow.COLUMNS
            + ", c.max_at from telemetry_chunk c where c.device_no = ?"
            + among("c.key_no", part.keyNos)
            + " and c.first_day between ? and ? and c.max_at >= ? and c.min_at < ?"
            + " order by c.max_at desc";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(8);
      statement.setInt(1, part.deviceNo);
      statement.setObject(2, SeriesPages.monday(SeriesPages.day(part.from)));
      statement.setObject(3, SeriesPages.day(part.end));
      statement.setTimestamp(4, SeriesPages.timestamp(part.from));
      statement.setTimestamp(5, SeriesPages.timestamp(part.end));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long newest = row.getTimestamp(8).getTime();
          if (found.size() >= part.limit && found.lastKey().at > newest) {
            return;
          }
          ChunkRow chunk = ChunkRow.of(row);
          SeriesData data = chunk.decode().between(part.from, part.end);
          // More than the limit from the end of one chunk can never be wanted.
          for (int i = Math.max(0, data.size() - part.limit - 1); i < data.size(); i++) {
            Point point = new Point(chunk.series().keyNo(), data.times()[i], data.value(i));
            if (part.before == null || NEWEST.compare(point, part.before) > 0) {
              found.put(point, point);
            }
          }
          trim(found, part.limit);
        }
      }
    }
  }

  private static String among(String column, Collection<Integer> keyNos) {
    return keyNos == null
        ? ""
        : keyNos.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(",", " and " + column + " in (", ")"));
  }

  private static void trim(TreeMap<Point, Point> found, int limit) {
    while (found.size() > limit) {
      found.pollLastEntry();
    }
  }

  private static Point point(int keyNo, ResultSet row, int column) throws SQLException {
    long at = Math.round(row.getDouble(column) * 1_000);
    double number = row.getDouble(column + 1);
    return new Point(keyNo, at, row.wasNull() ? row.getString(column + 2) : (Object) number);
  }
}
