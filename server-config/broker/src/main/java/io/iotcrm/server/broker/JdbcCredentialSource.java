package io.iotcrm.server.broker;

import io.iotcrm.domain.device.ClientCertificate;
import io.iotcrm.domain.security.SecretHash;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The credentials in the application's tables, over a few connections of a role that may read them,
 * write when one was used, and call the function that takes in a certificate.
 */
final class JdbcCredentialSource implements CredentialSource {
  /** What an edge's credential begins with; a device's is the id of its row. */
  private static final String EDGE = "edge/";

  private static final String UNENDED =
      " c.revoked_at is null and (c.expires_at is null or c.expires_at > now())";

  private static final String VALID = " d.enabled and" + UNENDED;
  private static final String BLOCKED = " not d.enabled and" + UNENDED;

  /** By the device's id, or by a password's user name. */
  private static final String OF_DEVICE = ofDevice(VALID);

  private static final String OF_BLOCKED_DEVICE = ofDevice(BLOCKED);

  private static final String OF_EDGE =
      "select id, '"
          + EDGE
          + "' || id || '/' || encode(secret_hash, 'hex'), secret_salt, secret_hash"
          + " from edge where id = ? and enabled";
  private static final String BY_CERTIFICATE =
      "select d.id, c.id::text from device d join device_credential c on c.device_id = d.id"
          + " where c.public_id = ? and c.kind = 'X509' and";
  private static final String OF_CERTIFICATE = BY_CERTIFICATE + VALID;
  private static final String OF_BLOCKED_CERTIFICATE = BY_CERTIFICATE + BLOCKED;
  private static final String AUTHORITIES =
      "select id::text, certificate from provisioning_authority where revoked_at is null";
  private static final String BEHIND =
      "select d.id from device g left join device d on d.via_gateway = g.id and d.enabled"
          + " where g.id = ? and g.gateway and g.enabled";
  private static final String QUOTA =
      "select coalesce((p.settings #>> '{quota,messagesPerMinute}')::int, 0),"
          + " coalesce((p.settings #>> '{quota,burst}')::int, 0)"
          + " from device d join device_profile p on p.id = d.profile_id where d.id = ?";
  private static final String REGISTER = "select register_by_certificate(?::uuid, ?, ?, ?)::text";

  /** By their keys: a list of texts is gone through for each row, 5,000 times 5,000. */
  private static final String STILL_VALID =
      "select c.id::text from unnest(?::uuid[]) as asked (id)"
          + " join device_credential c on c.id = asked.id join device d on d.id = c.device_id"
          + " where"
          + VALID
          + " union all select '"
          + EDGE
          + "' || id || '/' || encode(secret_hash, 'hex') from edge"
          + " where enabled";

  private static final String USED =
      "update device_credential set last_used_at = now() where id = any (?::uuid[])";

  private final FewConnections connections;

  JdbcCredentialSource(String url, String user, String password) {
    connections = new FewConnections(url, user, password);
  }

  private static String ofDevice(String which) {
    return "select d.id, c.id::text, c.secret_salt, c.secret_hash from device d"
        + " join device_credential c on c.device_id = d.id"
        + " where d.id = ? and c.kind in ('TOKEN', 'PASSWORD') and c.public_id is null and"
        + which
        + " union all select d.id, c.id::text, c.secret_salt, c.secret_hash from device d"
        + " join device_credential c on c.device_id = d.id"
        + " where c.public_id = ? and c.kind = 'PASSWORD' and"
        + which;
  }

  @Override
  public List<StoredSecret> secrets(BrokerPrincipal.MachineName machine) throws SQLException {
    return machine.kind() == BrokerPrincipal.Kind.EDGE
        ? secrets(OF_EDGE, machine.id(), 1)
        : secrets(OF_DEVICE, machine.id(), 2);
  }

  @Override
  public List<StoredSecret> secretsOfBlocked(BrokerPrincipal.MachineName machine)
      throws SQLException {
    return machine.kind() == BrokerPrincipal.Kind.EDGE
        ? List.of()
        : secrets(OF_BLOCKED_DEVICE, machine.id(), 2);
  }

  private List<StoredSecret> secrets(String sql, String id, int times) throws SQLException {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= times; i++) {
              statement.setString(i, id);
            }
            List<StoredSecret> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(
                    new StoredSecret(
                        rows.getString(1),
                        rows.getString(2),
                        new SecretHash(rows.getBytes(3), rows.getBytes(4))));
              }
            }
            return found;
          }
        });
  }

  @Override
  public Optional<StoredCertificate> certificate(String fingerprint) throws SQLException {
    return certificate(OF_CERTIFICATE, fingerprint);
  }

  @Override
  public boolean isOfBlocked(String fingerprint) throws SQLException {
    return certificate(OF_BLOCKED_CERTIFICATE, fingerprint).isPresent();
  }

  private Optional<StoredCertificate> certificate(String sql, String fingerprint)
      throws SQLException {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, fingerprint);
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.of(new StoredCertificate(row.getString(1), row.getString(2)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public List<Authority> authorities() throws SQLException {
    return with(
        connection -> {
          List<Authority> found = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(AUTHORITIES);
              ResultSet row = statement.executeQuery()) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (row.next()) {
              found.add(
                  new Authority(
                      row.getString(1),
                      (X509Certificate)
                          factory.generateCertificate(new ByteArrayInputStream(row.getBytes(2)))));
            }
            return found;
          } catch (CertificateException e) {
            throw new SQLException("a registered authority is no certificate", e);
          }
        });
  }

  @Override
  public Optional<StoredCertificate> register(
      Authority authority, String deviceId, X509Certificate certificate) throws SQLException {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(REGISTER)) {
            statement.setString(1, authority.id());
            statement.setString(2, deviceId);
            statement.setString(3, ClientCertificate.fingerprint(certificate));
            statement.setTimestamp(4, Timestamp.from(certificate.getNotAfter().toInstant()));
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return Optional.ofNullable(row.getString(1))
                  .map(credential -> new StoredCertificate(deviceId, credential));
            }
          }
        });
  }

  @Override
  public Optional<Set<String>> behind(String gatewayId) throws SQLException {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(BEHIND)) {
            statement.setString(1, gatewayId);
            try (ResultSet row = statement.executeQuery()) {
              boolean gateway = false;
              Set<String> devices = new HashSet<>();
              while (row.next()) {
                gateway = true;
                if (row.getString(1) != null) {
                  devices.add(row.getString(1));
                }
              }
              return gateway ? Optional.of(devices) : Optional.empty();
            }
          }
        });
  }

  @Override
  public Quota quota(String deviceId) throws SQLException {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(QUOTA)) {
            statement.setString(1, deviceId);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? new Quota(row.getInt(1), row.getInt(2)) : Quota.NONE;
            }
          }
        });
  }

  @Override
  public void used(Collection<String> credentials) throws SQLException {
    with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(USED)) {
            statement.setArray(1, connection.createArrayOf("text", credentials.toArray()));
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public Set<String> stillValid(Collection<String> credentials) throws SQLException {
    return with(
        connection -> {
          Object[] ofDevices =
              credentials.stream().filter(credential -> !credential.startsWith(EDGE)).toArray();
          Array asked = connection.createArrayOf("text", ofDevices);
          try (PreparedStatement statement = connection.prepareStatement(STILL_VALID)) {
            statement.setArray(1, asked);
            Set<String> valid = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                valid.add(rows.getString(1));
              }
            }
            return valid;
          }
        });
  }

  private <T> T with(FewConnections.Work<T> work) throws SQLException {
    return connections.with(work);
  }

  @Override
  public void close() {
    connections.close();
  }
}
