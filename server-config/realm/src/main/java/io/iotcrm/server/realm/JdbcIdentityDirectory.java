package io.iotcrm.server.realm;

import io.iotcrm.domain.security.SecretHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The directory in the application's own tables, through the server's connection pool. */
final class JdbcIdentityDirectory implements IdentityDirectory {
  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
  private static final int QUERY_TIMEOUT_SECONDS = 5;

  private final String jndiName;

  JdbcIdentityDirectory(String jndiName) {
    this.jndiName = jndiName;
  }

  @Override
  public Optional<Person> person(String username) throws SQLException {
    return query(
            "select id, username, password_hash, enabled from app_user"
                + " where lower(username) = lower(?)",
            row ->
                new Person(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4)),
            username)
        .stream()
        .findFirst();
  }

  @Override
  public Set<String> groups(String username) throws SQLException {
    return new HashSet<>(
        query(
            "select g.group_name from app_user_group g join app_user u on u.id = g.user_id"
                + " where lower(u.username) = lower(?)",
            row -> row.getString(1),
            username));
  }

  @Override
  public boolean countAttempt(UUID person, Instant now) throws SQLException {
    return query("select count_sign_in_attempt(?, ?)", row -> row.getBoolean(1), person, utc(now))
        .get(0);
  }

  @Override
  public void forgetAttempts(UUID person) throws SQLException {
    update(
        "update app_user set failed_sign_ins = 0, locks = 0, locked_until = null where id = ?",
        person);
  }

  @Override
  public List<DeviceSecret> deviceSecrets(String deviceId, Instant now) throws SQLException {
    return query(
        "select c.id, c.secret_salt, c.secret_hash, c.expires_at from device d"
            + " join device_credential c on c.device_id = d.id"
            + " where d.id = ? and d.enabled and c.revoked_at is null"
            + " and (c.expires_at is null or c.expires_at > ?)"
            + " and c.kind in ('TOKEN', 'PASSWORD')",
        row ->
            new DeviceSecret(
                row.getObject(1, UUID.class),
                new SecretHash(row.getBytes(2), row.getBytes(3)),
                row.getTimestamp(4) == null ? Instant.MAX : row.getTimestamp(4).toInstant()),
        deviceId,
        utc(now));
  }

  @Override
  public void touchDeviceSecret(UUID secret, Instant now) throws SQLException {
    update(
        "update device_credential set last_used_at = ?"
            + " where id = ? and (last_used_at is null or last_used_at < ?)",
        utc(now),
        secret,
        utc(now.minus(TOUCH_EVERY)));
  }

  @Override
  public List<SecretHash> edgeSecrets(String edgeId) throws SQLException {
    return query(
        "select secret_salt, secret_hash from edge where id = ? and enabled",
        row -> new SecretHash(row.getBytes(1), row.getBytes(2)),
        edgeId);
  }

  @Override
  public Optional<Token> token(byte[] hash, Instant now) throws SQLException {
    return query(
            "select t.id, u.username, t.expires_at, array(select g.group_name from app_user_group g"
                + " where g.user_id = u.id and g.group_name = any (t.group_names))"
                + " from api_token t join app_user u on u.id = t.user_id"
                + " where t.token_hash = ? and t.revoked_at is null and t.expires_at > ?"
                + " and u.enabled",
            row ->
                new Token(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    Set.of((String[]) row.getArray(4).getArray()),
                    row.getObject(3, OffsetDateTime.class).toInstant()),
            hash,
            utc(now))
        .stream()
        .findFirst();
  }

  @Override
  public void touchToken(UUID token, Instant now) throws SQLException {
    update(
        "update api_token set last_used_at = ?"
            + " where id = ? and (last_used_at is null or last_used_at < ?)",
        utc(now),
        token,
        utc(now.minus(TOUCH_EVERY)));
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, RowReader<T> reader, Object... values) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    }
  }

  private int update(String sql, Object... values) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Looked up at each use: an administrator may make the pool anew. */
  private DataSource dataSource() throws SQLException {
    try {
      return (DataSource) new InitialContext().lookup(jndiName);
    } catch (NamingException e) {
      throw new SQLException(
          "no data source "
              + jndiName
              + ": create it, or set the realm's property datasource-jndi to the right name",
          e);
    }
  }
}
