package io.iotcrm.server.broker;

import io.iotcrm.domain.security.SecretHash;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Secrets in memory; can be away. */
final class FakeCredentials implements CredentialSource {
  private final Map<BrokerPrincipal.MachineName, StoredSecret> secrets = new ConcurrentHashMap<>();
  final AtomicInteger asked = new AtomicInteger();
  volatile boolean away;

  FakeCredentials device(String id, String secret) {
    return add(new BrokerPrincipal.MachineName(BrokerPrincipal.Kind.DEVICE, id), secret);
  }

  FakeCredentials edge(String id, String secret) {
    return add(new BrokerPrincipal.MachineName(BrokerPrincipal.Kind.EDGE, id), secret);
  }

  void blockDevice(String id) {
    secrets.remove(new BrokerPrincipal.MachineName(BrokerPrincipal.Kind.DEVICE, id));
  }

  private FakeCredentials add(BrokerPrincipal.MachineName machine, String secret) {
    secrets.put(machine, new StoredSecret(machine.toString(), SecretHash.of(secret)));
    return this;
  }

  @Override
  public List<StoredSecret> secrets(BrokerPrincipal.MachineName machine) throws SQLException {
    answer();
    StoredSecret secret = secrets.get(machine);
    return secret == null ? List.of() : List.of(secret);
  }

  @Override
  public Set<String> stillValid(Collection<String> credentials) throws SQLException {
    answer();
    return secrets.values().stream()
        .map(StoredSecret::credential)
        .filter(credentials::contains)
        .collect(Collectors.toSet());
  }

  private void answer() throws SQLException {
    asked.incrementAndGet();
    if (away) {
      throw new SQLException("connection refused", "08001");
    }
  }

  @Override
  public void close() {}
}
