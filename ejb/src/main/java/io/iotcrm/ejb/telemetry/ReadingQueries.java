package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.telemetry.Bucket;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The SQL behind the queries for readings; each touches the partitions of its time span only. */
@ApplicationScoped
public class ReadingQueries {
  private static final Duration LATEST = Duration.ofDays(7);

  @Inject private Database database;
  @Inject private KeyDictionary keys;

  List<SeriesPoint> latest(KnownDevice device) throws SQLException {
    String sql =
        """
        select k.no, l.ts, l.num, l.txt from unnest(?::int4[]) as k (no)
        cross join lateral (
          select ts, num, txt from reading
          where device_no = ? and key_no = k.no and ts > ?
          order by ts desc limit 1) l
        """;
    Object[] numbers = keys.known().toArray();
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("int4", numbers));
            statement.setInt(2, device.no());
            statement.setTimestamp(3, Timestamp.from(Instant.now().minus(LATEST)));
            List<SeriesPoint> points = read(statement);
            points.sort(Comparator.comparing(SeriesPoint::key));
            return points;
          }
        });
  }

  Page<SeriesPoint> history(
      KnownDevice device, String key, Instant from, Instant to, Cursor after, int limit)
      throws SQLException {
    Optional<Integer> keyNo = key == null ? Optional.empty() : keys.number(key);
    if (key != null && keyNo.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    StringBuilder sql =
        new StringBuilder("select key_no, ts, num, txt from reading where device_no = ?");
    List<Object> values = new ArrayList<>(List.of(device.no()));
    keyNo.ifPresent(
        number -> {
          sql.append(" and key_no = ?");
          values.add(number);
        });
    sql.append(" and ts >= ? and ts < ?");
    values.add(Timestamp.from(from));
    values.add(Timestamp.from(to));
    if (after != null) {
      sql.append(" and (ts < ? or ts = ? and key_no > ?)");
      values.add(Timestamp.from(after.instant(0)));
      values.add(Timestamp.from(after.instant(0)));
      values.add(keys.number(after.text(1)).orElse(0));
    }
    sql.append(" order by ts desc, key_no limit ?");
    values.add(limit + 1);
    List<SeriesPoint> points =
        database.call(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
                for (int i = 0; i < values.size(); i++) {
                  statement.setObject(i + 1, values.get(i));
                }
                return read(statement);
              }
            });
    boolean more = points.size() > limit;
    List<SeriesPoint> kept = more ? points.subList(0, limit) : points;
    SeriesPoint last = more ? kept.get(kept.size() - 1) : null;
    return new Page<>(kept, last == null ? null : Cursor.of(last.at(), last.key()));
  }

  private List<SeriesPoint> read(PreparedStatement statement) throws SQLException {
    List<SeriesPoint> points = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        double number = row.getDouble(3);
        Object value = row.wasNull() ? row.getString(4) : (Object) number;
        points.add(
            new SeriesPoint(keys.name(row.getInt(1)), row.getTimestamp(2).toInstant(), value));
      }
    }
    return points;
  }

  List<Bucket> buckets(KnownDevice device, String key, Instant from, Instant to, Duration width)
      throws SQLException {
    Optional<Integer> keyNo = keys.number(key);
    if (keyNo.isEmpty()) {
      return List.of();
    }
    String sql =
        """
        select date_bin(? * interval '1 ms', ts, 'epoch'::timestamptz) as b,
               count(*), avg(num), min(num), max(num)
        from reading
        where device_no = ? and key_no = ? and ts >= ? and ts < ? and num is not null
        group by b order by b
        """;
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, width.toMillis());
            statement.setInt(2, device.no());
            statement.setInt(3, keyNo.get());
            statement.setTimestamp(4, Timestamp.from(from));
            statement.setTimestamp(5, Timestamp.from(to));
            List<Bucket> buckets = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                buckets.add(
                    new Bucket(
                        row.getTimestamp(1).toInstant(),
                        row.getLong(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5)));
              }
            }
            return buckets;
          }
        });
  }
}
