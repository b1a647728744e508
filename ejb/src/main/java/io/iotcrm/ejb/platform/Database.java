package io.iotcrm.ejb.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Plain SQL for what is written in bulk. Inside a transaction of the container the work joins it;
 * outside, each statement commits by itself.
 */
@ApplicationScoped
public class Database {

  /** Something done with a connection, which is given back afterwards. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  @Resource(lookup = "jdbc/iotcrm")
  private DataSource dataSource;

  /** For the container. */
  public Database() {}

  /** For use outside a container. */
  public Database(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * @throws OutageException where the database is away; the caller repeats the whole of its work
   * @throws SQLException for everything else
   */
  public <T> T call(Work<T> work) throws SQLException {
    try (Connection connection = connect()) {
      return work.with(connection);
    } catch (SQLException e) {
      if (Failure.of(e) == Failure.OUTAGE) {
        throw new OutageException("the database is away", e);
      }
      throw e;
    }
  }

  private Connection connect() {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      // Whatever the pool says: no connection means no database.
      throw new OutageException("no connection to the database", e);
    }
  }

  /** For what needs the data source itself. */
  public DataSource dataSource() {
    return dataSource;
  }
}
