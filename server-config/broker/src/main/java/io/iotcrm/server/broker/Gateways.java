package io.iotcrm.server.broker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which devices are gateways, and for whom each speaks, as the registry said lately. While the
 * database is away, what was known before goes on; a gateway that was not known speaks for nobody.
 * Thread-safe.
 */
final class Gateways {
  private static final Logger LOG = System.getLogger(Gateways.class.getName());
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int CAPACITY = 100_000;

  private record Known(Optional<Set<String>> behind, Instant at) {}

  private final CredentialSource source;
  private final Clock clock;
  private final Map<String, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > CAPACITY;
        }
      };

  Gateways(CredentialSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  boolean isGateway(String id) {
    return behind(id).isPresent();
  }

  boolean speaksFor(String gatewayId, String deviceId) {
    return behind(gatewayId).map(devices -> devices.contains(deviceId)).orElse(false);
  }

  private Optional<Set<String>> behind(String id) {
    Instant now = clock.instant();
    Known before;
    synchronized (known) {
      before = known.get(id);
    }
    if (before != null && now.isBefore(before.at().plus(REMEMBERED))) {
      return before.behind();
    }
    try {
      Known fresh = new Known(source.behind(id), now);
      synchronized (known) {
        known.put(id, fresh);
      }
      return fresh.behind();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "cannot ask for whom a gateway speaks", e);
      return before == null ? Optional.empty() : before.behind();
    }
  }
}
