package io.iotcrm.ejb.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** Makes a value of the row that a result set is at. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Something asked of the database, maybe with several statements. */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws SQLException;
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

  /**
   * Answers somebody who can only ask again: whatever the database says is an outage then.
   *
   * @throws OutageException also where the database refuses
   */
  public static <T> T answer(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }

  /**
   * As {@link #call}, but all of it in one transaction, also outside of the container's. Not to be
   * called inside one.
   */
  public <T> T transaction(Work<T> work) throws SQLException {
    return call(
        connection -> {
          connection.setAutoCommit(false);
          try {
            T result = work.with(connection);
            connection.commit();
            return result;
          } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
          } finally {
            restore(connection);
          }
        });
  }

  /**
   * All rows of a query.
   *
   * @param values in the order of the parameters; instants are bound as {@code timestamptz}
   */
  public <T> List<T> list(String sql, RowReader<T> reader, Object... values) throws SQLException {
    return call(
        connection -> {
          try (PreparedStatement statement = prepare(connection, sql, values);
              ResultSet row = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (row.next()) {
              found.add(reader.read(row));
            }
            return found;
          }
        });
  }

  /**
   * One statement that changes rows.
   *
   * @param values in the order of the parameters; instants are bound as {@code timestamptz}
   * @return how many rows
   */
  public int update(String sql, Object... values) throws SQLException {
    return call(
        connection -> {
          try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
          }
        });
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, bound(values[i]));
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** The driver knows no instants. */
  private static Object bound(Object value) {
    return value instanceof Instant at ? Timestamp.from(at) : value;
  }

  /** The first trouble is the one to be told. */
  private static void rollBack(Connection connection, Exception trouble) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      trouble.addSuppressed(e);
    }
  }

  private static void restore(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // The connection is broken; whoever lends it finds out.
      return;
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
