package io.iotcrm.benchmark.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Questions about the table of readings. Not thread safe: it holds one connection. */
public final class StoredReadings implements AutoCloseable {
  /** A reading of a device by its time stamp in epoch milliseconds. */
  public record Stamp(String deviceId, long at) {}

  private final Connection connection;

  public StoredReadings(Connection connection) {
    this.connection = connection;
  }

  /**
   * Rows inserted into the readings' partitions since the statistics began.
   *
   * <p>From PostgreSQL's own counters, which trail by up to a second but cost nothing, where
   * counting millions of rows would slow down what is measured.
   */
  public long insertedSoFar() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select coalesce(sum(n_tup_ins), 0) from pg_stat_user_tables"
                    + " where relname like 'reading\\_%'");
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The number of readings of each device between two time stamps, both inclusive. */
  public Map<String, Long> countByDevice(Collection<String> deviceIds, long from, long to)
      throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select d.id, count(*) from device d join reading r on r.device_no = d.no"
                + " where d.id = any(?) and r.ts >= ? and r.ts <= ? group by d.id")) {
      query.setArray(1, texts(deviceIds));
      query.setTimestamp(2, new Timestamp(from));
      query.setTimestamp(3, new Timestamp(to));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          counts.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return counts;
  }

  /** How many of these moments are stored for the given series. */
  public long countStored(List<Stamp> stamps, String key) throws SQLException {
    return stored(stamps, key).size();
  }

  /** Which of these moments are stored for the given series. */
  public List<Stamp> stored(List<Stamp> stamps, String key) throws SQLException {
    List<Stamp> found = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select wanted.n from unnest(?::text[], ?::bigint[]) with ordinality"
                + " as wanted(id, at, n) join device d on d.id = wanted.id"
                + " join telemetry_key k on k.name = ?"
                + " join reading r on r.device_no = d.no and r.key_no = k.no"
                + " and r.ts = to_timestamp(wanted.at / 1000.0)")) {
      query.setArray(1, texts(stamps.stream().map(Stamp::deviceId).toList()));
      query.setArray(
          2, connection.createArrayOf("bigint", stamps.stream().map(Stamp::at).toArray()));
      query.setString(3, key);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(stamps.get((int) rows.getLong(1) - 1));
        }
      }
    }
    return found;
  }

  private Array texts(Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
