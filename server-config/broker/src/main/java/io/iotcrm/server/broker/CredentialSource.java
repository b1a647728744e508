package io.iotcrm.server.broker;

import io.iotcrm.domain.security.SecretHash;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the credentials of machines are kept. The boundary to the database. */
interface CredentialSource extends AutoCloseable {
  /**
   * @param owner the device's or the edge's id, which need not be the name that was sent
   * @param credential names this secret among all
   */
  record StoredSecret(String owner, String credential, SecretHash hash) {}

  /** A device's credential without a secret that could be compared. */
  record StoredCertificate(String deviceId, String credential) {}

  /** Who may sign the certificates of a profile's devices. */
  record Authority(String id, X509Certificate certificate) {}

  /** The valid secrets of a machine that is enabled; none otherwise. */
  List<StoredSecret> secrets(BrokerPrincipal.MachineName machine) throws SQLException;

  /** The secrets of a device that is blocked which would let it in otherwise. */
  List<StoredSecret> secretsOfBlocked(BrokerPrincipal.MachineName machine) throws SQLException;

  /**
   * Whether the certificate would let its device in if that were not blocked.
   *
   * @param fingerprint SHA-256 in hex
   */
  boolean isOfBlocked(String fingerprint) throws SQLException;

  /**
   * The device whose certificate it is, if it is enabled and the certificate still counts.
   *
   * @param fingerprint SHA-256 in hex
   */
  Optional<StoredCertificate> certificate(String fingerprint) throws SQLException;

  /** Those that are registered and not withdrawn. */
  List<Authority> authorities() throws SQLException;

  /**
   * Takes in a certificate that an authority has signed: for a device that is there, or, where the
   * profile allows it, for a new one.
   *
   * @return nothing where that is not allowed
   */
  Optional<StoredCertificate> register(
      Authority authority, String deviceId, X509Certificate certificate) throws SQLException;

  /**
   * The enabled devices that name this one as their gateway; nothing where it is no gateway that
   * may come in.
   */
  Optional<Set<String>> behind(String gatewayId) throws SQLException;

  /** What a device's profile allows it; an empty quota where it says nothing. */
  Quota quota(String deviceId) throws SQLException;

  /**
   * How often a device may send.
   *
   * @param messagesPerMinute 0: as often as it likes
   * @param burst how many at once; 0: as many as in a minute
   */
  record Quota(int messagesPerMinute, int burst) {
    static final Quota NONE = new Quota(0, 0);
  }

  /** Those of the credentials that are still valid, their machines being enabled. */
  Set<String> stillValid(Collection<String> credentials) throws SQLException;

  /** Writes down that these were used now. */
  void used(Collection<String> credentials) throws SQLException;

  @Override
  void close();
}
