package io.iotcrm.benchmark.delivery;

import io.iotcrm.benchmark.database.DatabaseOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Looks again and again how many of the readings are stored, also across a restart of the database.
 *
 * <p>The times it gives are therefore late by up to that pause and the duration of a query.
 */
public final class StoredProgress implements AutoCloseable {
  /** Milliseconds from one look to the next. */
  static final long OFTEN = 50;

  private final DatabaseOptions database;
  private final Collection<String> deviceIds;
  private final long from;
  private final long pauseMillis;
  private final Gaps gaps = new Gaps();
  private final Thread thread = new Thread(this::watch, "stored");
  private volatile long stored;
  private volatile boolean closed;

  /**
   * @param from the earliest time stamp that counts, in epoch milliseconds
   * @param pauseMillis from one look to the next
   */
  public StoredProgress(
      DatabaseOptions database, Collection<String> deviceIds, long from, long pauseMillis) {
    this.pauseMillis = pauseMillis;
    this.database = database;
    this.deviceIds = deviceIds;
    this.from = from;
    thread.setDaemon(true);
    thread.start();
  }

  public Gaps gaps() {
    return gaps;
  }

  long stored() {
    return stored;
  }

  private void watch() {
    while (!closed) {
      try (Connection connection = database.connect();
          PreparedStatement query =
              connection.prepareStatement(
                  "select count(*) from reading where ts >= ? and device_no ="
                      + " any(select no from device where id = any(?))")) {
        connection.setNetworkTimeout(Runnable::run, 3_000);
        query.setTimestamp(1, new Timestamp(from));
        query.setArray(2, connection.createArrayOf("text", deviceIds.toArray()));
        while (!closed) {
          look(query);
          Thread.sleep(pauseMillis);
        }
      } catch (SQLException e) {
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      rows.next();
      long count = rows.getLong(1);
      if (count > stored) {
        stored = count;
        gaps.happened(System.currentTimeMillis());
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All stored readings of the devices between two time stamps, both inclusive. */
  static List<ReadingKey> all(
      DatabaseOptions database, Collection<String> deviceIds, long from, long to)
      throws SQLException {
    List<ReadingKey> all = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select d.id, k.name, round(extract(epoch from r.ts) * 1000)::bigint"
                    + " from reading r join device d on d.no = r.device_no"
                    + " join telemetry_key k on k.no = r.key_no"
                    + " where d.id = any(?) and r.ts >= ? and r.ts <= ?")) {
      query.setArray(1, connection.createArrayOf("text", deviceIds.toArray()));
      query.setTimestamp(2, new Timestamp(from));
      query.setTimestamp(3, new Timestamp(to));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          all.add(new ReadingKey(rows.getString(1), rows.getString(2), rows.getLong(3)));
        }
      }
    }
    return all;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
