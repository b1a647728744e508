package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.ChunkCodec;
import io.iotcrm.domain.telemetry.HourSummary;
import io.iotcrm.domain.telemetry.SeriesData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts readings of one day into chunks and rollups, within a transaction. A reading whose moment is
 * in a chunk already stays as it was.
 */
final class ClosingBatch {
  /** A slow series collects the days of a week until its chunk has so many readings. */
  static final int ENOUGH = 1_000;

  private static final String KEEP =
      """
      select s.d, s.k, reading_days(p.settings, k.name), rollup_days(p.settings)
      from unnest(?::int4[], ?::int4[]) as s (d, k)
      join device d on d.no = s.d
      join device_profile p on p.id = d.profile_id
      join telemetry_key k on k.no = s.k
      """;

  /** The one chunk of each series that has the day, or that the day may be added to. */
  private static final String CHUNKS =
      "select "
          + ChunkRow.COLUMNS
          + """
           from unnest(?::int4[], ?::int4[]) as s (d, k)
          join telemetry_chunk c on c.device_no = s.d and c.key_no = s.k
           and c.first_day between ? and ?
           and c.first_day = (
             select max(x.first_day) from telemetry_chunk x
             where x.device_no = s.d and x.key_no = s.k and x.first_day between ? and ?)
          where c.last_day >= ? or c.readings < ?
          order by c.device_no, c.key_no, c.part
          """;

  private final Connection connection;
  private final LocalDate day;
  private final LocalDate today;
  private final Set<String> touched = new HashSet<>();
  private long stored;
  private long expired;

  ClosingBatch(Connection connection, LocalDate day, LocalDate today) {
    this.connection = connection;
    this.day = day;
    this.today = today;
  }

  private record Keep(int readingDays, int rollupDays) {}

  /** How many readings went into chunks. */
  long stored() {
    return stored;
  }

  /** How many were left out: past their retention, or of a device that is gone. */
  long expired() {
    return expired;
  }

  /** The partitions that were written to. */
  Set<String> touched() {
    return touched;
  }

  void write(Map<SeriesNo, SeriesData> batch) throws SQLException {
    Map<SeriesNo, Keep> keeps = keeps(batch.keySet());
    Map<SeriesNo, SeriesData> kept = new HashMap<>();
    batch.forEach(
        (series, data) -> {
          Keep keep = keeps.get(series);
          if (keep == null || isExpired(day, keep.readingDays, today)) {
            expired += data.size();
          } else {
            kept.put(series, data);
            stored += data.size();
          }
        });
    Map<SeriesNo, List<ChunkRow>> chunks = chunks(kept.keySet());
    try (PreparedStatement deleteChunk = connection.prepareStatement(DELETE_CHUNK);
        PreparedStatement insertChunk = connection.prepareStatement(INSERT_CHUNK);
        ClosingRollups rollups = new ClosingRollups(connection, day, kept.keySet())) {
      for (Map.Entry<SeriesNo, SeriesData> one : kept.entrySet()) {
        SeriesNo series = one.getKey();
        Keep keep = keeps.get(series);
        SeriesData ofDay =
            merge(series, one.getValue(), chunks.get(series), keep, deleteChunk, insertChunk);
        if (!isExpired(day, keep.rollupDays, today)
            && rollups.put(series, ofDay, keep.rollupDays)) {
          touched.add(ensure("telemetry_rollup", keep.rollupDays, day.withDayOfMonth(1)));
        }
      }
      deleteChunk.executeBatch();
      insertChunk.executeBatch();
      rollups.write();
    }
  }

  static boolean isExpired(LocalDate day, int keepDays, LocalDate today) {
    return keepDays > 0 && day.plusDays(keepDays).isBefore(today);
  }

  private static final String DELETE_CHUNK =
      "delete from telemetry_chunk where device_no = ? and key_no = ? and first_day = ?";
  private static final String INSERT_CHUNK =
      "insert into telemetry_chunk (device_no, key_no, first_day, last_day, part, keep_days,"
          + " readings, min_at, max_at, data) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** Returns all readings of the day, those that were in chunks before included. */
  private SeriesData merge(
      SeriesNo series,
      SeriesData fresh,
      List<ChunkRow> old,
      Keep keep,
      PreparedStatement delete,
      PreparedStatement insert)
      throws SQLException {
    LocalDate firstDay = day;
    LocalDate lastDay = day;
    SeriesData all = fresh;
    // Without its first part it is the rest of a day that has no room for more.
    if (old != null && old.get(0).part() == 0) {
      SeriesData before = SeriesData.EMPTY;
      for (ChunkRow row : old) {
        before = before.merge(row.decode());
      }
      boolean covers = !old.get(0).lastDay().isBefore(day);
      if (covers || before.size() + fresh.size() <= 2 * ENOUGH) {
        all = before.merge(fresh);
        firstDay = old.get(0).firstDay();
        lastDay = covers ? old.get(0).lastDay() : day;
        delete.setInt(1, series.deviceNo());
        delete.setInt(2, series.keyNo());
        delete.setObject(3, firstDay);
        delete.addBatch();
      }
    }
    touched.add(ensure("telemetry_chunk", keep.readingDays, firstDay));
    for (int from = 0, part = 0; from < all.size(); from += ChunkCodec.MAX_READINGS, part++) {
      SeriesData piece = all.part(from, Math.min(all.size(), from + ChunkCodec.MAX_READINGS));
      insert.setInt(1, series.deviceNo());
      insert.setInt(2, series.keyNo());
      insert.setObject(3, firstDay);
      insert.setObject(4, lastDay);
      insert.setInt(5, part);
      insert.setInt(6, keep.readingDays);
      insert.setInt(7, piece.size());
      insert.setTimestamp(8, Timestamp.from(Instant.ofEpochMilli(piece.times()[0])));
      insert.setTimestamp(9, Timestamp.from(Instant.ofEpochMilli(piece.times()[piece.size() - 1])));
      insert.setBytes(10, ChunkCodec.encode(piece));
      insert.addBatch();
    }
    long begin = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return all.between(begin, begin + 24 * HourSummary.MILLIS);
  }

  private final Map<String, String> ensured = new HashMap<>();

  private String ensure(String parent, int keepDays, LocalDate first) throws SQLException {
    String key = parent + keepDays + first;
    String known = ensured.get(key);
    if (known == null) {
      known = KeptPartitions.ensure(connection, parent, keepDays, first);
      ensured.put(key, known);
    }
    return known;
  }

  private Map<SeriesNo, Keep> keeps(Collection<SeriesNo> series) throws SQLException {
    Map<SeriesNo, Keep> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
      setSeries(statement, series);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.put(
              new SeriesNo(row.getInt(1), row.getInt(2)), new Keep(row.getInt(3), row.getInt(4)));
        }
      }
    }
    return found;
  }

  private Map<SeriesNo, List<ChunkRow>> chunks(Collection<SeriesNo> series) throws SQLException {
    Map<SeriesNo, List<ChunkRow>> found = new HashMap<>();
    LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
    try (PreparedStatement statement = connection.prepareStatement(CHUNKS)) {
      setSeries(statement, series);
      statement.setObject(3, monday);
      statement.setObject(4, day);
      statement.setObject(5, monday);
      statement.setObject(6, day);
      statement.setObject(7, day);
      statement.setInt(8, ENOUGH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ChunkRow chunk = ChunkRow.of(row);
          found.computeIfAbsent(chunk.series(), key -> new ArrayList<>()).add(chunk);
        }
      }
    }
    return found;
  }

  private void setSeries(PreparedStatement statement, Collection<SeriesNo> series)
      throws SQLException {
    setSeries(connection, statement, series);
  }

  /** The first two parameters: the devices and the keys. */
  static void setSeries(
      Connection connection, PreparedStatement statement, Collection<SeriesNo> series)
      throws SQLException {
    Object[] devices = series.stream().map(SeriesNo::deviceNo).toArray();
    Object[] keys = series.stream().map(SeriesNo::keyNo).toArray();
    statement.setArray(1, connection.createArrayOf("int4", devices));
    statement.setArray(2, connection.createArrayOf("int4", keys));
  }
}
