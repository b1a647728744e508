package io.iotcrm.benchmark.storage;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes the data set into the table of readings, a day of all devices at a time, each device from
 * another place of it. A day is written whole or not at all, so that a run can be taken up again.
 */
final class ReplayedDays {
  private static final int MINUTES = 1_440;

  /** Rows between the beginnings of two devices, without a common divisor with a day. */
  private static final int SHIFT = 997;

  private final Connection connection;
  private final List<OccupancyData.Row> rows;
  private final List<Integer> deviceNos;
  private final List<Integer> keyNos;

  ReplayedDays(
      Connection connection,
      List<OccupancyData.Row> rows,
      List<Integer> deviceNos,
      List<Integer> keyNos) {
    this.connection = connection;
    this.rows = rows;
    this.deviceNos = deviceNos;
    this.keyNos = keyNos;
  }

  /** Whether the day is there, in rows or in chunks. */
  boolean isWritten(LocalDate day) throws SQLException {
    String sql =
        "select exists (select 1 from open_reading where device_no = ? and key_no = ?"
            + " and ts >= ?::date at time zone 'UTC' and ts < (?::date + 1) at time zone 'UTC')"
            + " or exists (select 1 from telemetry_chunk where device_no = ? and key_no = ?"
            + " and first_day between ?::date - 7 and ?::date and last_day >= ?::date)";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, deviceNos.get(0));
      query.setInt(2, keyNos.get(0));
      query.setObject(3, day);
      query.setObject(4, day);
      query.setInt(5, deviceNos.get(0));
      query.setInt(6, keyNos.get(0));
      for (int i = 7; i <= 9; i++) {
        query.setObject(i, day);
      }
      try (ResultSet answer = query.executeQuery()) {
        answer.next();
        return answer.getBoolean(1);
      }
    }
  }

  /** How many readings were written. */
  long write(LocalDate day) throws SQLException {
    try (PreparedStatement partition =
        connection.prepareStatement("select ensure_reading_partition(?)")) {
      partition.setObject(1, day);
      partition.execute();
    }
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy reading (device_no, key_no, ts, num) from stdin");
    try {
      StringBuilder text = new StringBuilder();
      long count = 0;
      for (int minute = 0; minute < MINUTES; minute++) {
        for (int device = 0; device < deviceNos.size(); device++) {
          count += append(text, day, minute, device);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
      }
      copy.endCopy();
      return count;
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private int append(StringBuilder text, LocalDate day, int minute, int device) {
    long place = day.toEpochDay() * MINUTES + minute + (long) device * SHIFT;
    OccupancyData.Row row = rows.get((int) Math.floorMod(place, (long) rows.size()));
    String time =
        day.atStartOfDay()
            .plusMinutes(minute)
            .plusSeconds(row.second())
            .toInstant(ZoneOffset.UTC)
            .toString();
    for (int key = 0; key < keyNos.size(); key++) {
      text.append(deviceNos.get(device)).append('\t').append(keyNos.get(key)).append('\t');
      text.append(time).append('\t').append(row.values().get(key)).append('\n');
    }
    return keyNos.size();
  }

  /** As an installation is some time later. */
  void analyze() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("analyze reading");
    }
  }
}
