package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Links by which people choose a password: of 256 random bits, stored as SHA-256, good once. */
@ApplicationScoped
public class PasswordLinkTable {
  private static final Duration GOOD_FOR = Duration.ofHours(48);

  /** A link just made. */
  record Made(String key, Instant expiresAt) {
    @Override
    public String toString() {
      return "Made"; // never the key
    }
  }

  /** Whose link it is. */
  record Holder(UUID user, String username) {}

  private Database database;

  /** For the container. */
  protected PasswordLinkTable() {}

  @Inject
  public PasswordLinkTable(Database database) {
    this.database = database;
  }

  /** Earlier links of the person are not good any more. */
  Made make(UUID user) throws SQLException {
    String key = SecretHash.newSecret();
    Instant end = Instant.now().plus(GOOD_FOR);
    database.update("delete from password_link where user_id = ? or expires_at < now()", user);
    database.update(
        "insert into password_link (token_hash, user_id, expires_at) values (?, ?, ?)",
        hash(key),
        user,
        end);
    return new Made(key, end);
  }

  Optional<Holder> holder(String key) throws SQLException {
    if (key == null) {
      return Optional.empty();
    }
    return database
        .list(
            "select u.id, u.username from password_link l join app_user u on u.id = l.user_id"
                + " where l.token_hash = ? and l.expires_at > now() and u.enabled",
            row -> new Holder(row.getObject(1, UUID.class), row.getString(2)),
            hash(key))
        .stream()
        .findFirst();
  }

  /**
   * @return false if it was used meanwhile
   */
  boolean use(String key) throws SQLException {
    return database.update("delete from password_link where token_hash = ?", hash(key)) == 1;
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
