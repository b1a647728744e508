package io.iotcrm.server.broker;

import io.iotcrm.domain.device.ClientCertificate;
import io.iotcrm.domain.security.SecretHash;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets in memory; can be away. */
final class FakeCredentials implements CredentialSource {
  private final Map<BrokerPrincipal.MachineName, StoredSecret> secrets = new ConcurrentHashMap<>();
  private final Map<BrokerPrincipal.MachineName, StoredSecret> blocked = new ConcurrentHashMap<>();
  private final Set<String> blockedCertificates = ConcurrentHashMap.newKeySet();
  private final Map<String, StoredCertificate> certificates = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> gateways = new ConcurrentHashMap<>();
  final Map<String, Quota> quotas = new ConcurrentHashMap<>();
  private final List<Authority> authorities = new CopyOnWriteArrayList<>();
  final List<String> used = new CopyOnWriteArrayList<>();
  final AtomicInteger asked = new AtomicInteger();
  volatile boolean away;

  FakeCredentials device(String id, String secret) {
    return add(new BrokerPrincipal.MachineName(BrokerPrincipal.Kind.DEVICE, id), secret);
  }

  FakeCredentials edge(String id, String secret) {
    return add(new BrokerPrincipal.MachineName(BrokerPrincipal.Kind.EDGE, id), secret);
  }

  void blockDevice(String id) {
    BrokerPrincipal.MachineName device =
        new BrokerPrincipal.MachineName(BrokerPrincipal.Kind.DEVICE, id);
    blocked.put(device, secrets.remove(device));
  }

  @Override
  public List<StoredSecret> secretsOfBlocked(BrokerPrincipal.MachineName machine)
      throws SQLException {
    answer();
    StoredSecret secret = blocked.get(machine);
    return secret == null ? List.of() : List.of(secret);
  }

  void blockCertificate(X509Certificate certificate) {
    String fingerprint = ClientCertificate.fingerprint(certificate);
    certificates.remove(fingerprint);
    blockedCertificates.add(fingerprint);
  }

  @Override
  public boolean isOfBlocked(String fingerprint) throws SQLException {
    answer();
    return blockedCertificates.contains(fingerprint);
  }

  private FakeCredentials add(BrokerPrincipal.MachineName machine, String secret) {
    secrets.put(machine, new StoredSecret(machine.id(), machine.toString(), SecretHash.of(secret)));
    return this;
  }

  /** A secret of a device under a name that is not its id. */
  FakeCredentials password(String userName, String deviceId, String secret) {
    secrets.put(
        new BrokerPrincipal.MachineName(BrokerPrincipal.Kind.DEVICE, userName),
        new StoredSecret(deviceId, "password of " + deviceId, SecretHash.of(secret)));
    return this;
  }

  FakeCredentials certificate(String deviceId, X509Certificate certificate) {
    certificates.put(
        ClientCertificate.fingerprint(certificate),
        new StoredCertificate(deviceId, "certificate of " + deviceId));
    return this;
  }

  FakeCredentials authority(X509Certificate certificate) {
    authorities.add(new Authority("ca", certificate));
    return this;
  }

  @Override
  public Optional<StoredCertificate> certificate(String fingerprint) throws SQLException {
    answer();
    return Optional.ofNullable(certificates.get(fingerprint));
  }

  @Override
  public List<Authority> authorities() throws SQLException {
    answer();
    return List.copyOf(authorities);
  }

  @Override
  public Optional<StoredCertificate> register(
      Authority authority, String deviceId, X509Certificate certificate) throws SQLException {
    answer();
    certificate(deviceId, certificate);
    return certificate(ClientCertificate.fingerprint(certificate));
  }

  FakeCredentials gateway(String id, String... behind) {
    gateways.put(id, Set.of(behind));
    return this;
  }

  @Override
  public Optional<Set<String>> behind(String gatewayId) throws SQLException {
    answer();
    return Optional.ofNullable(gateways.get(gatewayId));
  }

  @Override
  public Quota quota(String deviceId) throws SQLException {
    answer();
    return quotas.getOrDefault(deviceId, Quota.NONE);
  }

  @Override
  public void used(Collection<String> credentials) throws SQLException {
    answer();
    used.addAll(credentials);
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
    return Stream.concat(
            secrets.values().stream().map(StoredSecret::credential),
            certificates.values().stream().map(StoredCertificate::credential))
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
