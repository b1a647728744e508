package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.SeriesBuilder;
import io.iotcrm.domain.telemetry.SeriesData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The readings of a day that is being closed, series by series, without holding all of them. */
final class ClosingRows implements AutoCloseable {
  private static final int FETCH = 20_000;
  private static final int BATCH_READINGS = 200_000;
  private static final int BATCH_SERIES = 500;

  private final PreparedStatement statement;
  private final ResultSet rows;
  private boolean more;

  /**
   * @param connection in a transaction, or all rows would come at once
   */
  ClosingRows(Connection connection, LocalDate day) throws SQLException {
    try (Statement setting = connection.createStatement()) {
      setting.execute("set local work_mem = '64MB'");
    }
    statement =
        connection.prepareStatement(
            "select device_no, key_no, date_part('epoch', ts), num, txt from "
                + table(day)
                + " order by device_no, key_no, ts");
    statement.setFetchSize(FETCH);
    rows = statement.executeQuery();
    more = rows.next();
  }

  static String table(LocalDate day) {
    return "closing_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** The next series with all of their readings; empty at the end. */
  Map<SeriesNo, SeriesData> next() throws SQLException {
    Map<SeriesNo, SeriesData> batch = new LinkedHashMap<>();
    int readings = 0;
    while (more && readings < BATCH_READINGS && batch.size() < BATCH_SERIES) {
      SeriesNo series = new SeriesNo(rows.getInt(1), rows.getInt(2));
      SeriesBuilder data = new SeriesBuilder(1_440);
      while (more && rows.getInt(1) == series.deviceNo() && rows.getInt(2) == series.keyNo()) {
        long at = Math.round(rows.getDouble(3) * 1_000);
        double number = rows.getDouble(4);
        data.add(at, number, rows.wasNull() ? text(rows.getString(5)) : null);
        more = rows.next();
      }
      readings += data.size();
      batch.put(series, data.build());
    }
    return batch;
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  @Override
  public void close() throws SQLException {
    rows.close();
    statement.close();
  }
}
