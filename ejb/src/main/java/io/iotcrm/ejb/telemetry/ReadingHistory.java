package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** The stored readings of a device in the order of their time, however many there are. */
@ApplicationScoped
public class ReadingHistory {
  private static final int FETCH = 2_000;

  @Inject private Database database;
  @Inject private KeyDictionary keys;

  /** For the container. */
  public ReadingHistory() {}

  /** For use outside a container. */
  public ReadingHistory(Database database, KeyDictionary keys) {
    this.database = database;
    this.keys = keys;
  }

  /**
   * Hands every reading on, one by one; what the consumer throws ends it.
   *
   * @param to the end, which is no longer in it
   */
  public void forEach(KnownDevice device, Instant from, Instant to, Consumer<Reading> each)
      throws SQLException {
    // Day by day: each is one partition, and the server sorts no more than that.
    for (Instant begin = from; begin.isBefore(to); ) {
      Instant midnight = begin.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      Instant end = midnight.isBefore(to) ? midnight : to;
      Instant since = begin;
      database.call(
          connection -> {
            read(connection, device, since, end, each);
            return null;
          });
      begin = end;
    }
  }

  private void read(
      Connection connection, KnownDevice device, Instant from, Instant to, Consumer<Reading> each)
      throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    // Otherwise the driver fetches all of them at once.
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select key_no, ts, num, txt from reading"
                + " where device_no = ? and ts >= ? and ts < ? order by ts, key_no")) {
      statement.setFetchSize(FETCH);
      statement.setInt(1, device.no());
      statement.setTimestamp(2, Timestamp.from(from));
      statement.setTimestamp(3, Timestamp.from(to));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Reading reading = reading(row, device);
          if (reading != null) {
            each.accept(reading);
          }
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }

  private Reading reading(ResultSet row, KnownDevice device) throws SQLException {
    String key = keys.name(row.getInt(1));
    double number = row.getDouble(3);
    Object value = row.wasNull() ? row.getString(4) : (Object) number;
    if (value instanceof Double stored && device.booleanKeys().contains(key)) {
      value = stored != 0;
    }
    return key == null || value == null
        ? null
        : new Reading(device.id(), key, row.getTimestamp(2).toInstant(), value, null);
  }
}
