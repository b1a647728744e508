package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.database.DatabaseOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the readings of a trial have caused, as the database has it.
 *
 * @param readings of each device: time stamp (epoch milliseconds) to number; of this trial only
 * @param alarms of each device: the time stamp of raising to how many there are
 * @param commands of each device: their ids
 */
record Effects(
    Map<String, Map<Long, Long>> readings,
    Map<String, Map<Long, Integer>> alarms,
    Map<String, Set<String>> commands) {

  private static final String READINGS =
      """
      select d.id, round(extract(epoch from r.ts) * 1000)::bigint, r.num::bigint
      from reading r join device d on d.no = r.device_no join telemetry_key k on k.no = r.key_no
      where d.id = any(?) and k.name = 'n' and r.ts >= ? and r.num >= ? and r.num < ?
      """;
  private static final String ALARMS =
      """
      select a.device_id, round(extract(epoch from a.raised_at) * 1000)::bigint
      from alarm a join rule r on r.id = a.rule_id
      where a.device_id = any(?) and r.name = ? and a.created_at >= ?
      """;
  private static final String COMMANDS =
      "select device_id, id::text from command where device_id = any(?) and created_at >= ?";

  /**
   * @param began when the trial did, in epoch milliseconds
   * @param first the trial's first number; those of other trials are at least {@link
   *     ProofDevice#NUMBERS} away
   * @param earliest a time stamp before that of the first reading, in epoch milliseconds
   */
  static Effects read(
      DatabaseOptions database, Set<String> devices, long began, long first, long earliest)
      throws SQLException {
    Effects effects = new Effects(new HashMap<>(), new HashMap<>(), new HashMap<>());
    try (Connection connection = database.connect()) {
      Object[] ids = devices.toArray();
      try (PreparedStatement query = connection.prepareStatement(READINGS)) {
        query.setArray(1, connection.createArrayOf("text", ids));
        query.setTimestamp(2, new Timestamp(earliest));
        query.setLong(3, first);
        query.setLong(4, first + ProofDevice.NUMBERS);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            effects
                .readings
                .computeIfAbsent(row.getString(1), id -> new HashMap<>())
                .put(row.getLong(2), row.getLong(3));
          }
        }
      }
      try (PreparedStatement query = connection.prepareStatement(ALARMS)) {
        query.setArray(1, connection.createArrayOf("text", ids));
        query.setString(2, ProofShop.RULE);
        query.setTimestamp(3, new Timestamp(began));
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            effects
                .alarms
                .computeIfAbsent(row.getString(1), id -> new HashMap<>())
                .merge(row.getLong(2), 1, Integer::sum);
          }
        }
      }
      try (PreparedStatement query = connection.prepareStatement(COMMANDS)) {
        query.setArray(1, connection.createArrayOf("text", ids));
        query.setTimestamp(2, new Timestamp(began));
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            effects
                .commands
                .computeIfAbsent(row.getString(1), id -> new java.util.HashSet<>())
                .add(row.getString(2));
          }
        }
      }
    }
    return effects;
  }
}
