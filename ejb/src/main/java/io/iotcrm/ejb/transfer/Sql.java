package io.iotcrm.ejb.transfer;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.OutageException;
import java.sql.SQLException;
import java.util.List;

/** Statements of this feature: a refusal is an outage. */
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
      return database.update(sql, values);
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }

  <T> List<T> list(Database.RowReader<T> reader, String sql, Object... values) {
    try {
      return database.list(sql, reader, values);
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }
}
