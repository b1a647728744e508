package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.SecretHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The devices that exist for measuring only: {@code bench-00001} and so on.
 *
 * <p>They are written straight into the database, because thousands of them through the API would
 * take minutes; the demo shop goes through the API.
 */
public final class BenchDevices {
  private static final String PREFIX = "bench-";
  private static final String GATEWAY_PREFIX = "benchgw-";

  private BenchDevices() {}

  static String id(int n) {
    return String.format(Locale.ROOT, PREFIX + "%05d", n);
  }

  /** A gateway's connection for so many of the first {@code count} devices each. */
  static List<LoadDevice> gateways(Credentials file, int count, int each) {
    List<LoadDevice> gateways = new ArrayList<>();
    for (int n = 1; n <= count; n += each) {
      String id = gatewayOf(n, each);
      gateways.add(
          new LoadDevice(
              id,
              file.require("device/" + id),
              IntStream.range(n, Math.min(n + each, count + 1))
                  .mapToObj(BenchDevices::id)
                  .toList()));
    }
    return gateways;
  }

  private static String gatewayOf(int n, int each) {
    return String.format(Locale.ROOT, GATEWAY_PREFIX + "%05d", (n - 1) / each + 1);
  }

  /** The first {@code count} devices of the file. */
  public static List<LoadDevice> read(Credentials file, int count) {
    List<LoadDevice> devices =
        file.read().entrySet().stream()
            .filter(line -> line.getKey().startsWith("device/" + PREFIX))
            .limit(count)
            .map(line -> new LoadDevice(line.getKey().substring(7), line.getValue()))
            .toList();
    if (devices.size() < count) {
      throw new CommandFailure(
          file.file()
              + " has "
              + devices.size()
              + " devices, "
              + count
              + " are wanted: run 'bench-devices --count "
              + count
              + "' first");
    }
    return devices;
  }

  /**
   * Makes sure that these devices exist with the secrets of the file.
   *
   * @param profile the key of their profile, which has to exist
   * @param behind so many are behind a gateway of theirs each; 0 for none
   * @return how many are new
   */
  static int create(
      DatabaseOptions database, Credentials file, int count, String profile, int behind)
      throws SQLException {
    Map<String, String> secrets = new LinkedHashMap<>();
    Map<String, String> known = file.read();
    for (int n = 1; n <= count; n++) {
      String name = "device/" + id(n);
      secrets.put(name, known.getOrDefault(name, SecretHash.newSecret()));
    }
    for (int n = 1; behind > 0 && n <= count; n += behind) {
      String name = "device/" + gatewayOf(n, behind);
      secrets.put(name, known.getOrDefault(name, SecretHash.newSecret()));
    }
    // First the file: a secret that is in the database only would be lost.
    file.put(secrets);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      int created = insert(connection, secrets, profile);
      putBehind(connection, count, behind);
      connection.commit();
      return created;
    }
  }

  private static int insert(Connection connection, Map<String, String> secrets, String profile)
      throws SQLException {
    int before = count(connection);
    Object profileId = profileId(connection, profile);
    try (PreparedStatement device =
            connection.prepareStatement(
                "insert into device (id, profile_id, name, site) values (?, ?, ?, 'bench')"
                    + " on conflict (id) do nothing");
        PreparedStatement old =
            connection.prepareStatement(
                "delete from device_credential where device_id = ? and kind = 'TOKEN'");
        PreparedStatement credential =
            connection.prepareStatement(
                "insert into device_credential (id, device_id, secret_salt, secret_hash)"
                    + " values (?, ?, ?, ?)")) {
      for (Map.Entry<String, String> one : secrets.entrySet()) {
        String id = one.getKey().substring(7);
        device.setString(1, id);
        device.setObject(2, profileId);
        device.setString(3, "Load device " + id);
        device.addBatch();
        old.setString(1, id);
        old.addBatch();
        SecretHash hash = SecretHash.of(one.getValue());
        credential.setObject(1, Ids.next());
        credential.setString(2, id);
        credential.setBytes(3, hash.salt());
        credential.setBytes(4, hash.hash());
        credential.addBatch();
      }
      device.executeBatch();
      old.executeBatch();
      credential.executeBatch();
    }
    return count(connection) - before;
  }

  private static void putBehind(Connection connection, int count, int behind) throws SQLException {
    try (PreparedStatement gateway =
            connection.prepareStatement("update device set gateway = true where id like ?");
        PreparedStatement device =
            connection.prepareStatement("update device set via_gateway = ? where id = ?")) {
      gateway.setString(1, GATEWAY_PREFIX + "%");
      gateway.executeUpdate();
      for (int n = 1; n <= count; n++) {
        device.setString(1, behind > 0 ? gatewayOf(n, behind) : null);
        device.setString(2, id(n));
        device.addBatch();
      }
      device.executeBatch();
    }
  }

  /** Removes all of them with their readings; returns how many there were. */
  static int remove(DatabaseOptions database) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (String table :
          List.of("reading", "reading_closing", "telemetry_chunk", "telemetry_rollup")) {
        delete(
            connection,
            "delete from " + table + " where device_no in (select no from device where id like ?)");
      }
      int removed = delete(connection, "delete from device where id like ?");
      try (PreparedStatement gateways =
          connection.prepareStatement("delete from device where id like ?")) {
        gateways.setString(1, GATEWAY_PREFIX + "%");
        removed += gateways.executeUpdate();
      }
      connection.commit();
      return removed;
    }
  }

  private static int delete(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, PREFIX + "%");
      return statement.executeUpdate();
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select count(*) from device where id like any (?)")) {
      query.setArray(
          1, connection.createArrayOf("text", new String[] {PREFIX + "%", GATEWAY_PREFIX + "%"}));
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static Object profileId(Connection connection, String key) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select id from device_profile where key = ?")) {
      query.setString(1, key);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          throw new CommandFailure("there is no device profile " + key + ": run 'seed' first");
        }
        return rows.getObject(1);
      }
    }
  }
}
