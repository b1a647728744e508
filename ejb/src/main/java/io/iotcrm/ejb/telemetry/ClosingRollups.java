package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.HourSummary;
import io.iotcrm.domain.telemetry.RollupCodec;
import io.iotcrm.domain.telemetry.SeriesData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the hours of a day among those of its month, within a transaction. */
final class ClosingRollups implements AutoCloseable {
  private static final String SELECT =
      """
      select r.device_no, r.key_no, r.data
      from unnest(?::int4[], ?::int4[]) as s (d, k)
      join telemetry_rollup r on r.device_no = s.d and r.key_no = s.k and r.month = ?
      """;

  private static final String DELETE =
      "delete from telemetry_rollup where device_no = ? and key_no = ? and month = ?";

  private static final String INSERT =
      "insert into telemetry_rollup (device_no, key_no, month, keep_days, data)"
          + " values (?, ?, ?, ?, ?)";

  private final LocalDate day;
  private final LocalDate month;
  private final PreparedStatement delete;
  private final PreparedStatement insert;
  private final Map<SeriesNo, byte[]> old = new HashMap<>();

  /**
   * @param series all that may be put
   */
  ClosingRollups(Connection connection, LocalDate day, Collection<SeriesNo> series)
      throws SQLException {
    this.day = day;
    this.month = day.withDayOfMonth(1);
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      ClosingBatch.setSeries(connection, select, series);
      select.setObject(3, month);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          old.put(new SeriesNo(row.getInt(1), row.getInt(2)), row.getBytes(3));
        }
      }
    }
    delete = connection.prepareStatement(DELETE);
    insert = connection.prepareStatement(INSERT);
  }

  /**
   * The hours of the day are made anew from all of its readings, so doing it twice is harmless.
   *
   * @return whether there was a number
   */
  boolean put(SeriesNo series, SeriesData ofDay, int keepDays) throws SQLException {
    List<HourSummary> fresh = HourSummary.of(ofDay);
    if (fresh.isEmpty()) {
      return false;
    }
    byte[] known = old.get(series);
    if (known != null) {
      delete.setInt(1, series.deviceNo());
      delete.setInt(2, series.keyNo());
      delete.setObject(3, month);
      delete.addBatch();
    }
    insert.setInt(1, series.deviceNo());
    insert.setInt(2, series.keyNo());
    insert.setObject(3, month);
    insert.setInt(4, keepDays);
    insert.setBytes(
        5, RollupCodec.encode(known == null ? fresh : among(RollupCodec.decode(known), fresh)));
    insert.addBatch();
    return true;
  }

  private List<HourSummary> among(List<HourSummary> ofMonth, List<HourSummary> ofDay) {
    long begin = day.toEpochDay() * 24;
    List<HourSummary> hours = new ArrayList<>(ofMonth.size() + ofDay.size());
    ofMonth.stream().filter(hour -> hour.hour() < begin).forEach(hours::add);
    hours.addAll(ofDay);
    ofMonth.stream().filter(hour -> hour.hour() >= begin + 24).forEach(hours::add);
    return hours;
  }

  void write() throws SQLException {
    delete.executeBatch();
    insert.executeBatch();
  }

  @Override
  public void close() throws SQLException {
    delete.close();
    insert.close();
  }
}
