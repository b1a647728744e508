package io.iotcrm.ejb.transfer;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.OutageException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Statements of this feature: instants are bound as time stamps, and a refusal is an outage. */
final class Sql {
  private final Database database;

  Sql(Database database) {
    this.database = database;
  }

  /**
   * @return how many rows were changed
   * @throws OutageException also where the database refuses
   */
  int update(String sql, Object... values) {
    try {
      return database.update(sql, bound(values));
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }

  <T> List<T> list(Database.RowReader<T> reader, String sql, Object... values) {
    try {
      return database.list(sql, reader, bound(values));
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }

  private static Object[] bound(Object... values) {
    return Arrays.stream(values)
        .map(value -> value instanceof Instant at ? Timestamp.from(at) : value)
        .toArray();
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
