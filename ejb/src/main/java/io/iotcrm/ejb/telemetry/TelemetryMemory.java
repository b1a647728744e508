package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.rule.twin.Twin;
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
  @Inject private NewestReadings newest;

  /** For the container. */
  public TelemetryMemory() {}

  /** For use outside a container. */
  public TelemetryMemory(Database database, KeyDictionary keys) {
    this.database = database;
    this.keys = keys;
    this.newest = new NewestReadings(database);
  }

  @Override
  public Map<String, Twin> recall(Collection<Question> questions) throws SQLException {
    Map<String, Twin> twins = new HashMap<>();
    for (Question question : questions) {
      Twin twin = new Twin();
      KnownDevice device = question.device();
      long before = question.before().toEpochMilli();
      long window = before - WINDOW.toMillis();
      // What is younger than the window's beginning comes in its own order below.
      for (NewestReadings.Point point :
          newest.latest(List.of(device.no()), before - LATEST.toMillis(), window).values()) {
        remember(point, device, twin);
      }
      List<NewestReadings.Point> lastHour =
          newest.newest(device.no(), null, window, before, null, MAX_READINGS);
      for (int i = lastHour.size() - 1; i >= 0; i--) {
        remember(lastHour.get(i), device, twin);
      }
      database.call(
          connection -> {
            alarms(connection, question, twin);
            return null;
          });
      twins.put(device.id(), twin);
    }
    return twins;
  }

  private void remember(NewestReadings.Point point, KnownDevice device, Twin twin)
      throws SQLException {
    String key = keys.name(point.keyNo());
    Object value = point.value();
    if (value instanceof Double stored && device.booleanKeys().contains(key)) {
      value = stored != 0;
    }
    if (key != null && value != null) {
      twin.remember(new Reading(device.id(), key, Instant.ofEpochMilli(point.at()), value, null));
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
