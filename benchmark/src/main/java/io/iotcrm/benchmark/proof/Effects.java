package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.database.DatabaseOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the readings of a trial have caused, as the database has it; each by device.
 *
 * @param readings of this trial, and what no trial could have sent
 */
record Effects(
    Map<String, List<Reading>> readings,
    Map<String, List<Alarm>> alarms,
    Map<String, List<Command>> commands) {

  /**
   * @param at epoch milliseconds
   */
  record Reading(long at, long number) {}

  /**
   * @param raisedAt epoch milliseconds
   * @param clearedAt epoch milliseconds; null while it is active
   */
  record Alarm(String id, long raisedAt, Long clearedAt) {}

  /**
   * @param alarmId the alarm that caused it, or null
   */
  record Command(String id, String alarmId) {}

  private static final String READINGS =
      """
      select d.id, round(extract(epoch from r.ts) * 1000)::bigint, r.num::bigint
      from reading r join device d on d.no = r.device_no join telemetry_key k on k.no = r.key_no
      where d.id = any(?) and k.name = 'n' and r.ts >= ?
        and (r.num >= ? and r.num < ? or r.num < ? or r.num is null)
      """;
  private static final String ALARMS =
      """
      select a.device_id, a.id::text, round(extract(epoch from a.raised_at) * 1000)::bigint,
        round(extract(epoch from a.cleared_at) * 1000)::bigint
      from alarm a join rule r on r.id = a.rule_id
      where a.device_id = any(?) and r.name = ? and a.created_at >= ?
      """;
  private static final String COMMANDS =
      "select device_id, id::text, alarm_id::text from command"
          + " where device_id = any(?) and created_at >= ?";

  /**
   * @param began when the trial did, in epoch milliseconds
   * @param first the trial's first number; those of other trials are at least {@link
   *     ProofDevice#NUMBERS} away
   * @param earliest a time stamp before that of the first reading, in epoch milliseconds
   */
  static Effects read(
      DatabaseOptions database, Set<String> devices, long began, long first, long earliest)
      throws SQLException {
    try (Connection connection = database.connect()) {
      Object[] ids = devices.toArray();
      return new Effects(
          rows(
              connection,
              READINGS,
              ids,
              row -> new Reading(row.getLong(2), row.getLong(3)),
              new Timestamp(earliest),
              first,
              first + ProofDevice.NUMBERS,
              ProofDevice.NUMBERS),
          rows(
              connection,
              ALARMS,
              ids,
              row -> new Alarm(row.getString(2), row.getLong(3), row.getObject(4, Long.class)),
              ProofShop.RULE,
              new Timestamp(began)),
          rows(
              connection,
              COMMANDS,
              ids,
              row -> new Command(row.getString(2), row.getString(3)),
              new Timestamp(began)));
    }
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> Map<String, List<T>> rows(
      Connection connection, String sql, Object[] ids, Row<T> one, Object... more)
      throws SQLException {
    Map<String, List<T>> found = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, connection.createArrayOf("text", ids));
      for (int i = 0; i < more.length; i++) {
        query.setObject(i + 2, more[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.computeIfAbsent(row.getString(1), id -> new ArrayList<>()).add(one.read(row));
        }
      }
    }
    return found;
  }
}
