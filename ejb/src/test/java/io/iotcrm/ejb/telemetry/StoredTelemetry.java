package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.ejb.platform.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A database with devices and readings, for tests. */
final class StoredTelemetry {
  static final int TEMPERATURE = 1;
  static final int DOOR = 2;
  static final int ZONE = 3;

  private final Database database;
  private final UUID profile = Ids.next();

  StoredTelemetry(Database database) throws SQLException {
    this.database = database;
    sql(
        "insert into device_profile (id, key, name) values ('%s', 'p-%s', 'Profile')"
            .formatted(profile, profile));
    sql(
        "insert into telemetry_key (name) values ('temperature'), ('door'), ('zone')"
            + " on conflict do nothing");
  }

  /** The new device's number. */
  int device() throws SQLException {
    String id = Ids.next().toString();
    sql(
        "insert into device (id, profile_id, name) values ('%s', '%s', 'Device')"
            .formatted(id, profile));
    return (int) number("select no from device where id = '" + id + "'");
  }

  void retention(String json) throws SQLException {
    sql(
        "update device_profile set settings = '{\"retention\": %s}' where id = '%s'"
            .formatted(json, profile));
  }

  /** As ingestion does it: what is there stays. */
  void store(int device, int key, Instant at, Object value) throws SQLException {
    store(device, key, Map.of(at, value));
  }

  void store(int device, int key, List<Instant> times, Object value) throws SQLException {
    Map<Instant, Object> readings = new HashMap<>();
    times.forEach(at -> readings.put(at, value));
    store(device, key, readings);
  }

  void store(int device, int key, Map<Instant, ?> readings) throws SQLException {
    database.transaction(
        connection -> {
          for (LocalDate day :
              readings.keySet().stream()
                  .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                  .distinct()
                  .toList()) {
            ensure(connection, day);
          }
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "insert into reading (device_no, key_no, ts, num, txt) values (?, ?, ?, ?, ?)"
                      + " on conflict do nothing")) {
            for (Map.Entry<Instant, ?> reading : readings.entrySet()) {
              Object value = reading.getValue();
              statement.setInt(1, device);
              statement.setInt(2, key);
              statement.setTimestamp(3, Timestamp.from(reading.getKey()));
              statement.setObject(4, value instanceof Double number ? number : null);
              statement.setObject(5, value instanceof String text ? text : null);
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  private static void ensure(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select ensure_reading_partition(?)")) {
      statement.setObject(1, day);
      statement.execute();
    }
  }

  DayClosing.Outcome close(LocalDate day) throws SQLException, InterruptedException {
    return closing().close(day, readings -> true);
  }

  DayClosing closing() {
    return new DayClosing(
        database, new ClosingPolicy(Duration.ofDays(2), Duration.ZERO, Integer.MAX_VALUE));
  }

  long number(String sql) throws SQLException {
    return database.call(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  void sql(String sql) throws SQLException {
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}
