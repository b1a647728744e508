package io.iotcrm.server.cli.part;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.PasswordHash;
import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.KeyValueFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The first people and the edge of an installation, with passwords that nobody chose. */
public final class Accounts {
  /** One user for each role; the group has the user's name. */
  public static final List<String> USERS =
      List.of("admin", "sales", "marketing", "support", "analyst", "privacy", "integrator");

  private final Database database;
  private final Secrets secrets;
  private final Path credentials;

  public Accounts(Database database, Secrets secrets, Path credentials) {
    this.database = database;
    this.secrets = secrets;
    this.credentials = credentials;
  }

  /**
   * Makes who is missing. A user whose password is not in the credentials file gets a new one, so
   * that a lost file is remedied by running the command again; a password that the user has changed
   * since is left alone.
   */
  public int ensureUsers() throws IOException, SQLException {
    KeyValueFile file = KeyValueFile.at(credentials);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (String user : USERS) {
        Optional<UUID> id = find(connection, user);
        Optional<String> known = file.get(user);
        if (id.isPresent() && known.isPresent()) {
          continue;
        }
        String password = known.orElseGet(SecretHash::newSecret);
        file.put(user, password);
        // Written first: a password that is only in the database is lost.
        file.save();
        String hash = PasswordHash.of(password.toCharArray());
        if (id.isPresent()) {
          replacePassword(connection, id.get(), hash);
        } else {
          insert(connection, user, hash);
        }
      }
      connection.commit();
    }
    return USERS.size();
  }

  private static Optional<UUID> find(Connection connection, String user) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select id from app_user where lower(username) = ?")) {
      select.setString(1, user);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }

  private static void insert(Connection connection, String user, String hash) throws SQLException {
    UUID id = Ids.next();
    String name = user.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + user.substring(1);
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into app_user (id, username, display_name, password_hash) values (?,?,?,?)");
        PreparedStatement group =
            connection.prepareStatement(
                "insert into app_user_group (user_id, group_name) values (?,?)")) {
      insert.setObject(1, id);
      insert.setString(2, user);
      insert.setString(3, name);
      insert.setString(4, hash);
      insert.executeUpdate();
      group.setObject(1, id);
      group.setString(2, user);
      group.executeUpdate();
    }
  }

  private static void replacePassword(Connection connection, UUID id, String hash)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update app_user set password_hash = ?, version = version + 1 where id = ?")) {
      update.setString(1, hash);
      update.setObject(2, id);
      update.executeUpdate();
    }
  }

  /** Registers the edge, or gives it the secret that the installation keeps for it. */
  public void ensureEdge(String id) throws SQLException {
    SecretHash hash = SecretHash.of(secrets.get("edge/" + id));
    try (Connection connection = database.connect();
        PreparedStatement upsert =
            connection.prepareStatement(
                "insert into edge (id, name, secret_salt, secret_hash) values (?,?,?,?)"
                    + " on conflict (id) do update"
                    + " set secret_salt = excluded.secret_salt, secret_hash = excluded.secret_hash")) {
      upsert.setString(1, id);
      upsert.setString(2, "Edge of this machine");
      upsert.setBytes(3, hash.salt());
      upsert.setBytes(4, hash.hash());
      upsert.executeUpdate();
    }
  }
}
