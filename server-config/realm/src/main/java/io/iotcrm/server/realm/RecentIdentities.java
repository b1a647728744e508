package io.iotcrm.server.realm;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.login.AccountLockedException;

/**
 * Credentials found right a short while ago, so that Basic does not cost a PBKDF2 at each request.
 *
 * <p>Keyed by an HMAC under a key that lives only in this process: neither a secret nor anything
 * that could be tried against elsewhere is kept. Equal credentials that arrive together are
 * verified once. Thread-safe.
 */
final class RecentIdentities {
  static final int CAPACITY = 10_000;

  /** An identity and the moment from which it must be verified again. */
  record Verified(Identity identity, Instant until) {}

  /** Verifies for real; null when the credentials are wrong. */
  interface Verification {
    Verified verify() throws SQLException, AccountLockedException;
  }

  private final SecretKeySpec key = new SecretKeySpec(randomKey(), "HmacSHA256");
  private final ConcurrentMap<ByteBuffer, FutureTask<Verified>> underWay =
      new ConcurrentHashMap<>();
  private final Clock clock;

  private final Map<ByteBuffer, Verified> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
          return size() > CAPACITY;
        }
      };

  RecentIdentities(Clock clock) {
    this.clock = clock;
  }

  Optional<Identity> get(String name, char[] secret, Verification verification)
      throws SQLException, AccountLockedException {
    ByteBuffer id = fingerprint(name, secret);
    Verified remembered = remembered(id);
    if (remembered != null) {
      return Optional.of(remembered.identity());
    }
    FutureTask<Verified> task = new FutureTask<>(verification::verify);
    FutureTask<Verified> other = underWay.putIfAbsent(id, task);
    if (other == null) {
      try {
        task.run();
        Verified verified = await(task);
        if (verified != null) {
          synchronized (known) {
            known.put(id, verified);
          }
        }
      } finally {
        underWay.remove(id, task);
      }
      other = task;
    }
    return Optional.ofNullable(await(other)).map(Verified::identity);
  }

  /** From now on this person's credentials are verified again. */
  void forget(String name) {
    synchronized (known) {
      known.values().removeIf(verified -> verified.identity().name().equals(name));
    }
  }

  private Verified remembered(ByteBuffer id) {
    synchronized (known) {
      Verified verified = known.get(id);
      if (verified != null && !clock.instant().isBefore(verified.until())) {
        known.remove(id);
        return null;
      }
      return verified;
    }
  }

  private static Verified await(FutureTask<Verified> task)
      throws SQLException, AccountLockedException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while credentials were being verified", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException outage) {
        throw new SQLException(outage.getMessage(), outage.getSQLState(), outage);
      }
      if (e.getCause() instanceof AccountLockedException locked) {
        throw new AccountLockedException(locked.getMessage());
      }
      throw new IllegalStateException("verification of credentials failed", e.getCause());
    }
  }

  private ByteBuffer fingerprint(String name, char[] secret) {
    ByteBuffer secretBytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(4).putInt(nameBytes.length).flip());
      mac.update(nameBytes);
      mac.update(secretBytes);
      return ByteBuffer.wrap(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    } finally {
      Arrays.fill(secretBytes.array(), (byte) 0);
    }
  }

  private static byte[] randomKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
