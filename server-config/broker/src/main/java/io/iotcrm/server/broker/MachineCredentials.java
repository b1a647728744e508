package io.iotcrm.server.broker;

import io.iotcrm.domain.device.ClientCertificate;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies machines, and remembers those found right.
 *
 * <p>While the database is away, a credential that was verified before still counts for a limited
 * time: devices go on delivering through an outage. An unknown one is refused. Keyed by an HMAC
 * under a key of this process, so no secret is kept. Thread-safe.
 */
final class MachineCredentials {
  static final int CAPACITY = 100_000;

  /** After a failure the database is left alone for so long: thousands may be reconnecting. */
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

  private static final Logger LOG = System.getLogger(MachineCredentials.class.getName());

  private record Verified(BrokerPrincipal principal, Instant at) {}

  private final CredentialSource source;
  private final CertificateCredentials certificates;
  private final Duration remembered;
  private final Duration trustedWithoutDatabase;
  private final Clock clock;
  private final SecretKeySpec key = new SecretKeySpec(randomKey(), "HmacSHA256");
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile Instant askAgainAt = Instant.MIN;

  private final Map<ByteBuffer, Verified> known =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
          return size() > CAPACITY;
        }
      };

  MachineCredentials(
      CredentialSource source, Duration remembered, Duration trustedWithoutDatabase, Clock clock) {
    this.source = source;
    this.certificates = new CertificateCredentials(source, clock);
    this.remembered = remembered;
    this.trustedWithoutDatabase = trustedWithoutDatabase;
    this.clock = clock;
  }

  /** Asks the database; it may be away. */
  @FunctionalInterface
  private interface Question {
    Optional<BrokerPrincipal> ask() throws SQLException;
  }

  Optional<BrokerPrincipal> verify(BrokerPrincipal.MachineName machine, String secret) {
    return verify(fingerprint(machine, secret), () -> ask(machine, secret));
  }

  /**
   * @param chain the client's certificate and those above it. That the client has the key to it,
   *     the TLS handshake has shown
   */
  Optional<BrokerPrincipal> verify(X509Certificate[] chain) {
    String fingerprint = ClientCertificate.fingerprint(chain[0]);
    return verify(
        ByteBuffer.wrap(fingerprint.getBytes(StandardCharsets.US_ASCII)),
        () -> certificates.ask(fingerprint, chain));
  }

  /** Whether a machine that was not let in would have been, were it not blocked. */
  boolean isBlocked(BrokerPrincipal.MachineName machine, String secret) {
    return answered(
        () ->
            source.secretsOfBlocked(machine).stream()
                .anyMatch(stored -> stored.hash().matches(secret)));
  }

  /** As for a secret, for the owner of a registered certificate. */
  boolean isBlocked(X509Certificate certificate) {
    return answered(() -> source.isOfBlocked(ClientCertificate.fingerprint(certificate)));
  }

  /** Yes or no; no while the database is away. */
  @FunctionalInterface
  private interface Doubt {
    boolean isSo() throws SQLException;
  }

  private boolean answered(Doubt doubt) {
    if (clock.instant().isBefore(askAgainAt)) {
      return false;
    }
    try {
      return doubt.isSo();
    } catch (SQLException e) {
      databaseIsAway(e);
      return false;
    }
  }

  private Optional<BrokerPrincipal> verify(ByteBuffer id, Question question) {
    Verified verified = remembered(id);
    Instant now = clock.instant();
    if (verified != null && now.isBefore(verified.at().plus(remembered))) {
      return Optional.of(verified.principal());
    }
    if (now.isBefore(askAgainAt)) {
      return trusted(verified, now);
    }
    try {
      Optional<BrokerPrincipal> principal = question.ask();
      databaseAnswered();
      synchronized (known) {
        if (principal.isPresent()) {
          known.put(id, new Verified(principal.get(), now));
        } else {
          known.remove(id);
        }
      }
      return principal;
    } catch (SQLException e) {
      databaseIsAway(e);
      return trusted(verified, now);
    }
  }

  private Optional<BrokerPrincipal> ask(BrokerPrincipal.MachineName machine, String secret)
      throws SQLException {
    for (CredentialSource.StoredSecret stored : source.secrets(machine)) {
      if (stored.hash().matches(secret)) {
        return Optional.of(
            new BrokerPrincipal(machine.kind(), stored.owner(), stored.credential()));
      }
    }
    return Optional.empty();
  }

  private Optional<BrokerPrincipal> trusted(Verified verified, Instant now) {
    return verified != null && now.isBefore(verified.at().plus(trustedWithoutDatabase))
        ? Optional.of(verified.principal())
        : Optional.empty();
  }

  private Verified remembered(ByteBuffer id) {
    synchronized (known) {
      return known.get(id);
    }
  }

  private void databaseAnswered() {
    if (away.compareAndSet(true, false)) {
      LOG.log(Level.INFO, "the database answers again");
    }
  }

  private void databaseIsAway(SQLException e) {
    askAgainAt = clock.instant().plus(PAUSE_AFTER_FAILURE);
    if (away.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "the database does not answer ({0}): machines known before go on for up to {1}, others"
              + " are refused",
          e.getMessage(),
          trustedWithoutDatabase);
    }
  }

  private ByteBuffer fingerprint(BrokerPrincipal.MachineName machine, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((byte) machine.kind().ordinal());
      mac.update(machine.id().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0); // not in an id
      return ByteBuffer.wrap(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] randomKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
