package io.iotcrm.ejb.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** Rows that tests of SQL need, and questions about what became of them. */
public final class Rows {
  private final DataSource source;

  public Rows(DataSource source) {
    this.source = source;
  }

  public int execute(String sql, Object... values) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** The first column of the only row. */
  public <T> T one(Class<T> type, String sql, Object... values) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new AssertionError("no row: " + sql);
      }
      return row.getObject(1, type);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  public UUID rule(String name) throws SQLException {
    UUID id = UUID.randomUUID();
    execute(
        "insert into rule (id, name, condition, severity) values (?, ?, 'true', 'MAJOR')",
        id,
        name);
    return id;
  }

  /** Devices named {@code prefix-0}, {@code prefix-1} and so on, of a profile of their own. */
  public void devices(String prefix, int count) throws SQLException {
    UUID profile = UUID.randomUUID();
    execute("insert into device_profile (id, key, name) values (?, ?, ?)", profile, prefix, prefix);
    execute(
        "insert into device (id, profile_id, name)"
            + " select ? || '-' || n, ?, ? || n from generate_series(0, ? - 1) n",
        prefix,
        profile,
        prefix,
        count);
  }

  /** A database whose calls by the same thread are one transaction, as the container makes them. */
  public static final class Transactions {
    private final DataSource source;
    private final ThreadLocal<Connection> current = new ThreadLocal<>();

    public Transactions(DataSource source) {
      this.source = source;
    }

    public Database database() {
      return new Database(source) {
        @Override
        public <T> T call(Work<T> work) throws SQLException {
          return current.get() == null ? super.call(work) : work.with(current.get());
        }
      };
    }

    /** Commits what the work did, or nothing of it. */
    public <T> T in(Callable<T> work) throws Exception {
      try (Connection connection = source.getConnection()) {
        connection.setAutoCommit(false);
        current.set(connection);
        try {
          T result = work.call();
          connection.commit();
          return result;
        } catch (Exception e) {
          connection.rollback();
          throw e;
        } finally {
          current.remove();
        }
      }
    }
  }
}
