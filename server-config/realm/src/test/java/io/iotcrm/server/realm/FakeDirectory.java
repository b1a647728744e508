package io.iotcrm.server.realm;

import io.iotcrm.domain.security.SecretHash;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The directory in memory; counts what it is asked. */
final class FakeDirectory implements IdentityDirectory {
  private static final class State {
    private int failed;
    private Instant lockedUntil;
  }

  final Map<String, Person> people = new HashMap<>();
  final Map<String, Set<String>> groups = new HashMap<>();
  final Map<String, List<SecretHash>> devices = new HashMap<>();
  final Map<String, List<SecretHash>> edges = new HashMap<>();
  final Map<ByteBuffer, Token> tokens = new HashMap<>();
  final AtomicInteger lookUps = new AtomicInteger();
  final AtomicInteger touches = new AtomicInteger();
  volatile boolean away;
  Instant deviceSecretsEnd = Instant.MAX;
  private final Map<UUID, State> states = new HashMap<>();

  void addPerson(String username, String password, boolean enabled, String... groupNames) {
    addPersonWithHash(username, quickHash(password), enabled, groupNames);
  }

  void addPersonWithHash(String username, String hash, boolean enabled, String... groupNames) {
    Person person = new Person(UUID.randomUUID(), username, hash, enabled);
    people.put(username.toLowerCase(java.util.Locale.ROOT), person);
    groups.put(username, Set.of(groupNames));
    states.put(person.id(), new State());
  }

  /** With few iterations: these tests are not about the hash. */
  private static String quickHash(String password) {
    byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8};
    try {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 100, 256))
              .getEncoded();
      Base64.Encoder base64 = Base64.getEncoder();
      return "pbkdf2-sha256$100$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<Person> person(String username) throws SQLException {
    asked();
    return Optional.ofNullable(people.get(username.toLowerCase(java.util.Locale.ROOT)));
  }

  @Override
  public Set<String> groups(String username) {
    return groups.get(username);
  }

  /** As the function in the database does, which has tests of its own. */
  @Override
  public synchronized boolean countAttempt(UUID person, Instant now) {
    State state = states.get(person);
    if (state.lockedUntil != null && now.isBefore(state.lockedUntil)) {
      return false;
    }
    state.failed++;
    state.lockedUntil = null;
    if (state.failed >= 10) {
      state.failed = 0;
      state.lockedUntil = now.plus(Duration.ofMinutes(15));
    } else if (state.failed > 3) {
      state.lockedUntil = now.plusSeconds(1L << (state.failed - 4));
    }
    return true;
  }

  @Override
  public synchronized void forgetAttempts(UUID person) {
    states.put(person, new State());
  }

  @Override
  public List<DeviceSecret> deviceSecrets(String deviceId, Instant now) throws SQLException {
    asked();
    return devices.getOrDefault(deviceId, List.of()).stream()
        .map(hash -> new DeviceSecret(UUID.randomUUID(), hash, deviceSecretsEnd))
        .filter(secret -> secret.expiresAt().isAfter(now))
        .toList();
  }

  @Override
  public void touchDeviceSecret(UUID secret, Instant now) {
    touches.incrementAndGet();
  }

  @Override
  public List<SecretHash> edgeSecrets(String edgeId) throws SQLException {
    asked();
    return edges.getOrDefault(edgeId, List.of());
  }

  @Override
  public Optional<Token> token(byte[] hash, Instant now) throws SQLException {
    asked();
    return Optional.ofNullable(tokens.get(ByteBuffer.wrap(hash)))
        .filter(token -> now.isBefore(token.expiresAt()));
  }

  @Override
  public void touchToken(UUID token, Instant now) {
    touches.incrementAndGet();
  }

  private void asked() throws SQLException {
    lookUps.incrementAndGet();
    if (away) {
      throw new SQLException("connection refused", "08001");
    }
  }
}
