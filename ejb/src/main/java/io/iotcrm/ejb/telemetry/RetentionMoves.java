package io.iotcrm.ejb.telemetry;

import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * When the retention of a profile changes, what its devices have in chunks and rollups is moved to
 * the partitions of the new one, some devices at a time. It may be stopped at any moment: the
 * change is noted when all are done.
 */
@ApplicationScoped
public class RetentionMoves {
  private static final int DEVICES = 50;

  private static final String CHUNK_SOURCE =
      """
       from device d join device_profile p on p.id = d.profile_id cross join telemetry_key k
      where d.no = any (?) and c.device_no = d.no and c.key_no = k.no
        and c.keep_days <> reading_days(p.settings, k.name)
      """;

  private static final String ROLLUP_SOURCE =
      """
       from device d join device_profile p on p.id = d.profile_id
      where d.no = any (?) and c.device_no = d.no and c.keep_days <> rollup_days(p.settings)
      """;

  @Inject private Database database;

  /** For the container. */
  public RetentionMoves() {}

  /** For use outside a container. */
  RetentionMoves(Database database) {
    this.database = database;
  }

  /** Brings everything to where it belongs; returns how many chunks and rollups moved. */
  long run() throws SQLException {
    long moved = 0;
    for (Map.Entry<UUID, String> profile : changed().entrySet()) {
      List<Integer> devices = devices(profile.getKey());
      for (int from = 0; from < devices.size(); from += DEVICES) {
        Object[] some = devices.subList(from, Math.min(devices.size(), from + DEVICES)).toArray();
        moved += database.transaction(connection -> move(connection, some));
      }
      note(profile.getKey(), profile.getValue());
    }
    return moved;
  }

  private Map<UUID, String> changed() throws SQLException {
    String sql =
        """
        select p.id, coalesce(p.settings -> 'retention', '{}')::text
        from device_profile p left join telemetry_retention r on r.profile_id = p.id
        where coalesce(p.settings -> 'retention', '{}') <> coalesce(r.retention, '{}')
        """;
    return database.call(
        connection -> {
          Map<UUID, String> changed = new HashMap<>();
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
              changed.put(row.getObject(1, UUID.class), row.getString(2));
            }
          }
          return changed;
        });
  }

  private List<Integer> devices(UUID profile) throws SQLException {
    return database.call(
        connection -> {
          List<Integer> devices = new ArrayList<>();
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select no from device where profile_id = ? order by no")) {
            statement.setObject(1, profile);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                devices.add(row.getInt(1));
              }
            }
          }
          return devices;
        });
  }

  private static long move(Connection connection, Object[] devices) throws SQLException {
    Array numbers = connection.createArrayOf("int4", devices);
    return move(
            connection,
            numbers,
            "telemetry_chunk",
            "first_day",
            "reading_days(p.settings, k.name)",
            CHUNK_SOURCE)
        + move(
            connection,
            numbers,
            "telemetry_rollup",
            "month",
            "rollup_days(p.settings)",
            ROLLUP_SOURCE);
  }

  private static long move(
      Connection connection, Array devices, String table, String day, String keep, String source)
      throws SQLException {
    String wanted =
        "select distinct "
            + keep
            + ", c."
            + day
            + source.replaceFirst("from device d", "from " + table + " c cross join device d");
    Map<LocalDate, List<Integer>> places = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(wanted)) {
      statement.setArray(1, devices);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          places
              .computeIfAbsent(row.getObject(2, LocalDate.class), at -> new ArrayList<>())
              .add(row.getInt(1));
        }
      }
    }
    for (Map.Entry<LocalDate, List<Integer>> place : places.entrySet()) {
      for (int days : place.getValue()) {
        KeptPartitions.ensure(connection, table, days, place.getKey());
      }
    }
    if (places.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("update " + table + " c set keep_days = " + keep + source)) {
      statement.setArray(1, devices);
      return statement.executeUpdate();
    }
  }

  private void note(UUID profile, String retention) throws SQLException {
    database.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "insert into telemetry_retention (profile_id, retention) values (?, ?::jsonb)"
                      + " on conflict (profile_id) do update set retention = excluded.retention")) {
            statement.setObject(1, profile);
            statement.setString(2, retention);
            return statement.executeUpdate();
          }
        });
  }
}
