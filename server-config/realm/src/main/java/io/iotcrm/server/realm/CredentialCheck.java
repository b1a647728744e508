package io.iotcrm.server.realm;

import io.iotcrm.domain.security.PasswordHash;
import io.iotcrm.domain.security.SecretHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.login.AccountLockedException;

/**
 * Decides whether a name and a secret belong together: people by password, {@code device/ID} and
 * {@code edge/ID} by secret, and {@code token} by an API token.
 *
 * <p>What was found right is remembered for {@link #REMEMBERED}; so a credential that has been
 * taken away works that much longer on an instance that knows it.
 */
final class CredentialCheck {
  static final Duration REMEMBERED = Duration.ofSeconds(60);
  static final String TOKEN_USER = "token";
  static final String TOKEN_PREFIX = "ict_";

  private static final int MAX_NAME = 256;
  private static final int MAX_SECRET = 1024;
  private static final String DEVICE_PREFIX = "device/";
  private static final String EDGE_PREFIX = "edge/";

  /**
   * Matches nothing, and takes as long as a real one: an unknown name is not to be told by time.
   */
  private static final String NOBODYS_HASH = PasswordHash.of(SecretHash.newSecret().toCharArray());

  private final IdentityDirectory directory;
  private final RecentIdentities recent;
  private final Clock clock;

  CredentialCheck(IdentityDirectory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
    this.recent = new RecentIdentities(clock);
  }

  /**
   * @return who it is, or nothing if name and secret do not belong together or may not be used
   * @throws SQLException if the database cannot be asked: that says nothing about the credentials
   * @throws AccountLockedException if the person is locked out, whether or not the password is
   *     right
   */
  Optional<Identity> check(String name, char[] secret) throws SQLException, AccountLockedException {
    if (name == null
        || secret == null
        || name.isEmpty()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl) // PostgreSQL has no text with NUL
        || secret.length == 0
        || secret.length > MAX_SECRET) {
      return Optional.empty();
    }
    return recent.get(name, secret, () -> verify(name, secret));
  }

  private RecentIdentities.Verified verify(String name, char[] secret)
      throws SQLException, AccountLockedException {
    Instant until = clock.instant().plus(REMEMBERED);
    if (name.equals(TOKEN_USER)) {
      return token(new String(secret), until);
    }
    if (name.startsWith(DEVICE_PREFIX)) {
      String id = name.substring(DEVICE_PREFIX.length());
      return device(id, secret, new Identity(name, Set.of("device")), until);
    }
    if (name.startsWith(EDGE_PREFIX)) {
      String id = name.substring(EDGE_PREFIX.length());
      return machine(directory.edgeSecrets(id), secret, new Identity(name, Set.of("edge")), until);
    }
    return person(name, secret, until);
  }

  private RecentIdentities.Verified person(String name, char[] password, Instant until)
      throws SQLException, AccountLockedException {
    Optional<IdentityDirectory.Person> found = directory.person(name);
    boolean mayTry = false;
    if (found.isPresent()) {
      mayTry = directory.countAttempt(found.get().id(), clock.instant());
      if (!mayTry) {
        // Or guessing could go on, and what is remembered would tell the right one.
        recent.forget(found.get().username());
      }
    }
    boolean matches =
        PasswordHash.matches(
            password, found.map(IdentityDirectory.Person::passwordHash).orElse(NOBODYS_HASH));
    if (found.isPresent() && !mayTry) { // only now: a locked account is not to be told by time
      throw new AccountLockedException("locked out after too many attempts");
    }
    if (!matches || !found.get().enabled()) {
      return null;
    }
    directory.forgetAttempts(found.get().id());
    String username = found.get().username();
    return new RecentIdentities.Verified(new Identity(username, directory.groups(username)), until);
  }

  private RecentIdentities.Verified device(
      String id, char[] secret, Identity identity, Instant until) throws SQLException {
    String given = new String(secret);
    Instant now = clock.instant();
    IdentityDirectory.DeviceSecret right = null;
    for (IdentityDirectory.DeviceSecret stored : directory.deviceSecrets(id, now)) {
      right = stored.hash().matches(given) ? stored : right;
    }
    if (right == null) {
      return null;
    }
    directory.touchDeviceSecret(right.id(), now);
    Instant end = right.expiresAt().isBefore(until) ? right.expiresAt() : until;
    return new RecentIdentities.Verified(identity, end);
  }

  private static RecentIdentities.Verified machine(
      List<SecretHash> stored, char[] secret, Identity identity, Instant until) {
    String given = new String(secret);
    boolean matches = false;
    for (SecretHash hash : stored) {
      matches |= hash.matches(given);
    }
    return matches ? new RecentIdentities.Verified(identity, until) : null;
  }

  private RecentIdentities.Verified token(String secret, Instant until) throws SQLException {
    if (!secret.startsWith(TOKEN_PREFIX)) {
      return null;
    }
    Instant now = clock.instant();
    Optional<IdentityDirectory.Token> found = directory.token(sha256(secret), now);
    if (found.isEmpty()) {
      return null;
    }
    IdentityDirectory.Token token = found.get();
    directory.touchToken(token.id(), now);
    Instant end = token.expiresAt().isBefore(until) ? token.expiresAt() : until;
    return new RecentIdentities.Verified(new Identity(token.owner(), token.groups()), end);
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
