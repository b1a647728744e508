package io.iotcrm.server.broker;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** The few connections that the broker has to the database. Thread-safe. */
final class FewConnections implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int WAIT_SECONDS = 3;

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
  private final Semaphore permits = new Semaphore(CONNECTIONS);

  FewConnections(String url, String user, String password) {
    database.setUrl(url);
    database.setUser(user);
    database.setPassword(password);
    database.setApplicationName("iotcrm-broker");
    database.setConnectTimeout(WAIT_SECONDS);
    database.setLoginTimeout(WAIT_SECONDS);
    database.setSocketTimeout(2 * WAIT_SECONDS);
  }

  /** Something done with a connection. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  <T> T with(Work<T> work) throws SQLException {
    try {
      if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new SQLException("no connection free within " + WAIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while waiting for a connection", e);
    }
    try {
      return once(work);
    } finally {
      permits.release();
    }
  }

  /** A connection from before the database's restart fails once: then with a new one. */
  private <T> T once(Work<T> work) throws SQLException {
    Connection pooled = idle.poll();
    if (pooled != null) {
      try {
        T result = work.with(pooled);
        idle.add(pooled);
        return result;
      } catch (SQLException e) {
        pooled.close();
      }
    }
    Connection fresh = database.getConnection();
    try {
      T result = work.with(fresh);
      idle.add(fresh);
      return result;
    } catch (SQLException e) {
      fresh.close();
      throw e;
    }
  }

  @Override
  public void close() {
    for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
      try {
        connection.close();
      } catch (SQLException e) {
        System.getLogger(FewConnections.class.getName())
            .log(System.Logger.Level.DEBUG, "closing a connection", e);
      }
    }
  }
}
