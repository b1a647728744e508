package io.iotcrm.server.broker;

import io.iotcrm.domain.security.SecretHash;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** The secrets in the application's tables, over a few connections of a role that may only read. */
final class JdbcCredentialSource implements CredentialSource {
  private static final int CONNECTIONS = 4;
  private static final int WAIT_SECONDS = 3;

  private static final String OF_DEVICE =
      "select c.id::text, c.secret_salt, c.secret_hash from device d"
          + " join device_credential c on c.device_id = d.id"
          + " where d.id = ? and d.enabled and c.revoked_at is null";
  private static final String OF_EDGE =
      "select 'edge/' || id || '/' || encode(secret_hash, 'hex'), secret_salt, secret_hash"
          + " from edge where id = ? and enabled";
  private static final String STILL_VALID =
      "select c.id::text from device d join device_credential c on c.device_id = d.id"
          + " where d.enabled and c.revoked_at is null and c.id::text = any (?)"
          + " union all select 'edge/' || id || '/' || encode(secret_hash, 'hex') from edge"
          + " where enabled";

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
  private final Semaphore permits = new Semaphore(CONNECTIONS);

  JdbcCredentialSource(String url, String user, String password) {
    database.setUrl(url);
    database.setUser(user);
    database.setPassword(password);
    database.setApplicationName("iotcrm-broker");
    database.setReadOnly(true);
    database.setConnectTimeout(WAIT_SECONDS);
    database.setLoginTimeout(WAIT_SECONDS);
    database.setSocketTimeout(2 * WAIT_SECONDS);
  }

  @Override
  public List<StoredSecret> secrets(BrokerPrincipal.MachineName machine) throws SQLException {
    return with(
        connection -> {
          String sql = machine.kind() == BrokerPrincipal.Kind.EDGE ? OF_EDGE : OF_DEVICE;
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, machine.id());
            List<StoredSecret> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(
                    new StoredSecret(
                        rows.getString(1), new SecretHash(rows.getBytes(2), rows.getBytes(3))));
              }
            }
            return found;
          }
        });
  }

  @Override
  public Set<String> stillValid(Collection<String> credentials) throws SQLException {
    return with(
        connection -> {
          Array asked = connection.createArrayOf("text", credentials.toArray());
          try (PreparedStatement statement = connection.prepareStatement(STILL_VALID)) {
            statement.setArray(1, asked);
            Set<String> valid = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                valid.add(rows.getString(1));
              }
            }
            return valid;
          }
        });
  }

  private interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private <T> T with(Work<T> work) throws SQLException {
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
        System.getLogger(JdbcCredentialSource.class.getName())
            .log(System.Logger.Level.DEBUG, "closing a connection", e);
      }
    }
  }
}
