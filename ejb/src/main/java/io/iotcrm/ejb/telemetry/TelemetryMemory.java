package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.device.Twin;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.device.TwinMemory;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Rebuilds twins from the readings: the last hour of numbers for the windows, older newest values
 * of the last week, and the alarms that are open.
 */
@ApplicationScoped
public class TelemetryMemory implements TwinMemory {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration LATEST = Duration.ofDays(7);

  /** An hour of a fast device; the oldest readings beyond it are left out. */
  private static final int MAX_READINGS = 4_000;

  @Inject private Database database;
  @Inject private KeyDictionary keys;

  /** For the container. */
  public TelemetryMemory() {}

  /** For use outside a container. */
  public TelemetryMemory(Database database, KeyDictionary keys) {
    this.database = database;
    this.keys = keys;
  }

  @Override
  public Map<String, Twin> recall(Collection<Question> questions) throws SQLException {
    Map<String, Twin> twins = new HashMap<>();
    List<Integer> keyNumbers = List.copyOf(keys.known());
    for (Question question : questions) {
      Twin twin = new Twin();
      database.call(
          connection -> {
            latest(connection, question, keyNumbers, twin);
            lastHour(connection, question, twin);
            alarms(connection, question, twin);
            return null;
          });
      twins.put(question.device().id(), twin);
    }
    return twins;
  }

  private void latest(Connection connection, Question question, List<Integer> keyNumbers, Twin twin)
      throws SQLException {
    String sql =
        """
        select k.no, l.ts, l.num, l.txt from unnest(?::int4[]) as k (no)
        cross join lateral (
          select ts, num, txt from reading
          where device_no = ? and key_no = k.no and ts >= ? and ts < ?
          order by ts desc limit 1) l
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("int4", keyNumbers.toArray()));
      statement.setInt(2, question.device().no());
      statement.setTimestamp(3, Timestamp.from(question.before().minus(LATEST)));
      // What is younger than the window's beginning comes in its own order below.
      statement.setTimestamp(4, Timestamp.from(question.before().minus(WINDOW)));
      remember(statement, question.device(), twin);
    }
  }

  private void lastHour(Connection connection, Question question, Twin twin) throws SQLException {
    String sql =
        """
        select * from (
          select key_no, ts, num, txt from reading
          where device_no = ? and ts >= ? and ts < ?
          order by ts desc limit ?) r
        order by ts
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, question.device().no());
      statement.setTimestamp(2, Timestamp.from(question.before().minus(WINDOW)));
      statement.setTimestamp(3, Timestamp.from(question.before()));
      statement.setInt(4, MAX_READINGS);
      remember(statement, question.device(), twin);
    }
  }

  private void remember(PreparedStatement statement, KnownDevice device, Twin twin)
      throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String key = keys.name(row.getInt(1));
        Instant at = row.getTimestamp(2).toInstant();
        double number = row.getDouble(3);
        Object value = row.wasNull() ? row.getString(4) : (Object) number;
        if (value instanceof Double stored && device.booleanKeys().contains(key)) {
          value = stored != 0;
        }
        if (key != null && value != null) {
          twin.remember(new Reading(device.id(), key, at, value, null));
        }
      }
    }
  }

  private static void alarms(Connection connection, Question question, Twin twin)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select rule_id, raised_at from alarm where device_id = ? and cleared_at is null")) {
      statement.setString(1, question.device().id());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          twin.rememberAlarm(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant());
        }
      }
    }
  }
}
