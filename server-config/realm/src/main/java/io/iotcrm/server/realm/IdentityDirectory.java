package io.iotcrm.server.realm;

import io.iotcrm.domain.security.SecretHash;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is known about those who may sign in. The boundary to the database. */
interface IdentityDirectory {
  /** A person who has a password. */
  record Person(UUID id, String username, String passwordHash, boolean enabled) {}

  record Token(UUID id, String owner, Set<String> groups, Instant expiresAt) {}

  Optional<Person> person(String username) throws SQLException;

  Set<String> groups(String username) throws SQLException;

  /**
   * Counts an attempt before its password is looked at, so that guesses made at the same time all
   * count. The more failed, the longer the person has to wait.
   *
   * @return false while the person has to wait or is locked out
   */
  boolean countAttempt(UUID person, Instant now) throws SQLException;

  void forgetAttempts(UUID person) throws SQLException;

  /**
   * @param expiresAt {@link Instant#MAX}: never
   */
  record DeviceSecret(UUID id, SecretHash hash, Instant expiresAt) {}

  /** The valid secrets of a device that is enabled; none otherwise. */
  List<DeviceSecret> deviceSecrets(String deviceId, Instant now) throws SQLException;

  /** Notes the use of a device's secret, at most once a minute. */
  void touchDeviceSecret(UUID secret, Instant now) throws SQLException;

  /** The valid secret of an edge that is enabled; none otherwise. */
  List<SecretHash> edgeSecrets(String edgeId) throws SQLException;

  /**
   * A token that is neither revoked nor expired, of an owner who is enabled. Its groups are those
   * that both the token and its owner have.
   */
  Optional<Token> token(byte[] hash, Instant now) throws SQLException;

  /** Notes the use of a token, at most once a minute. */
  void touchToken(UUID token, Instant now) throws SQLException;
}
