package io.iotcrm.ejb.transfer;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.OutageException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Short statements of this feature. Instants are bound as time stamps, everything else as it is.
 */
final class Sql {
  private final Database database;

  Sql(Database database) {
    this.database = database;
  }

  /** Makes something of the row where the cursor stands. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * @return how many rows were changed
   * @throws OutageException also where the database refuses
   */
  int update(String sql, Object... values) {
    try {
      return database.call(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              bind(statement, values);
              return statement.executeUpdate();
            }
          });
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }

  <T> List<T> list(RowReader<T> reader, String sql, Object... values) {
    try {
      return database.call(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              bind(statement, values);
              List<T> found = new ArrayList<>();
              try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                  found.add(reader.read(row));
                }
              }
              return found;
            }
          });
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i] instanceof Instant at ? Timestamp.from(at) : values[i];
      statement.setObject(i + 1, value);
    }
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
