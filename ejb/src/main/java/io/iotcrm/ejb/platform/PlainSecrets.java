package io.iotcrm.ejb.platform;

import io.iotcrm.domain.security.Seal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets that were stored before the installation had a key to seal them with. */
@ApplicationScoped
public class PlainSecrets {
  /**
   * Where they are.
   *
   * @param read gives owner and secret
   * @param seal takes the sealed form, the owner and the secret as it was read: one that was
   *     replaced meanwhile stays
   */
  private record Kept(String read, String seal) {}

  private static final List<Kept> KEPT =
      List.of(
          new Kept(
              "select id::text, convert_to(secret, 'UTF8') from webhook_endpoint"
                  + " where secret is not null",
              "update webhook_endpoint set secret = null, secret_sealed = ?"
                  + " where id = ?::uuid and convert_to(secret, 'UTF8') = ?"),
          new Kept(
              "select 'pseudonym-key', key from pseudonym_key where key is not null",
              "update pseudonym_key set key = null, key_sealed = ?"
                  + " where 'pseudonym-key' = ? and key = ?"));

  private Database database;

  /** For the container. */
  protected PlainSecrets() {}

  @Inject
  public PlainSecrets(Database database) {
    this.database = database;
  }

  /**
   * Seals all of them; doing it twice, or on two instances at once, changes nothing.
   *
   * @return how many there were
   */
  int seal(Seal seal) throws SQLException {
    return database.call(
        connection -> {
          int sealed = 0;
          for (Kept kept : KEPT) {
            for (Map.Entry<String, byte[]> secret : read(connection, kept).entrySet()) {
              sealed += seal(connection, kept, secret.getKey(), secret.getValue(), seal);
            }
          }
          return sealed;
        });
  }

  private static Map<String, byte[]> read(Connection connection, Kept kept) throws SQLException {
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(kept.read());
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        secrets.put(row.getString(1), row.getBytes(2));
      }
    }
    return secrets;
  }

  private static int seal(Connection connection, Kept kept, String owner, byte[] secret, Seal seal)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(kept.seal())) {
      statement.setBytes(1, seal.close(secret, owner));
      statement.setString(2, owner);
      statement.setBytes(3, secret);
      return statement.executeUpdate();
    }
  }
}
