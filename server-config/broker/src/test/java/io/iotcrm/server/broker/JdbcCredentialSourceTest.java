package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.ClientCertificate;
import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.server.broker.BrokerPrincipal.Kind;
import io.iotcrm.server.broker.BrokerPrincipal.MachineName;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's statements on the product's schema, with the rights of the broker's role. */
class JdbcCredentialSourceTest {
  private static final UUID TOKEN = UUID.randomUUID();
  private static final UUID PASSWORD = UUID.randomUUID();
  private static final UUID ENDED = UUID.randomUUID();
  private static final UUID CERTIFICATE = UUID.randomUUID();
  private static final UUID AUTHORITY = UUID.randomUUID();

  @TempDir static Path directory;
  private static EmbeddedPostgres postgres;
  private static JdbcCredentialSource source;
  private static TestCertificates certificates;

  @BeforeAll
  static void startDatabase() throws Exception {
    certificates = new TestCertificates(directory);
    certificates.authority("maker");
    certificates.signed("known", "maker");
    certificates.signed("newcomer", "maker");
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    execute("create role iotcrm_broker login");
    execute(Files.readString(Path.of("../postgresql/grants.sql")));
    fill();
    source =
        new JdbcCredentialSource(
            "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "iotcrm_broker", "");
  }

  private static void fill() throws Exception {
    UUID profile = UUID.randomUUID();
    execute(
        "insert into device_profile (id, key, name, settings) values ('%s', 'p', 'P', '%s')",
        profile,
        "{\"quota\":{\"messagesPerMinute\":60,\"burst\":5},\"provisioning\":{\"byCertificate\":true}}");
    for (String id : List.of("known", "behind", "blocked")) {
      execute(
          "insert into device (id, profile_id, name, enabled) values ('%s', '%s', 'x', %s)",
          id, profile, !id.equals("blocked"));
    }
    execute("update device set gateway = true where id = 'known'");
    execute("update device set via_gateway = 'known' where id in ('behind', 'blocked')");
    secret(TOKEN, "known", "TOKEN", null, "null");
    secret(PASSWORD, "known", "PASSWORD", "kitchen@shop", "now() + interval '1 hour'");
    secret(ENDED, "known", "TOKEN", null, "now() - interval '1 second'");
    secret(UUID.randomUUID(), "blocked", "TOKEN", null, "null");
    execute(
        "insert into device_credential (id, device_id, kind, public_id) values"
            + " ('%s', 'known', 'X509', '%s')",
        CERTIFICATE, ClientCertificate.fingerprint(certificates.certificate("known")));
    X509Certificate maker = certificates.certificate("maker");
    execute(
        "insert into provisioning_authority (id, profile_id, name, fingerprint, certificate,"
            + " not_after) values ('%s', '%s', 'maker', 'f', '\\x%s', now() + interval '1 day')",
        AUTHORITY, profile, HexFormat.of().formatHex(maker.getEncoded()));
    SecretHash edge = SecretHash.of("edge");
    execute(
        "insert into edge (id, name, secret_salt, secret_hash) values ('e', 'E', '\\x%s', '\\x%s')",
        HexFormat.of().formatHex(edge.salt()), HexFormat.of().formatHex(edge.hash()));
  }

  private static void secret(UUID id, String device, String kind, String name, String expires)
      throws SQLException {
    SecretHash hash = SecretHash.of("secret of " + id);
    execute(
        "insert into device_credential (id, device_id, kind, public_id, secret_salt, secret_hash,"
            + " expires_at) values ('%s', '%s', '%s', %s, '\\x%s', '\\x%s', %s)",
        id,
        device,
        kind,
        name == null ? "null" : "'" + name + "'",
        HexFormat.of().formatHex(hash.salt()),
        HexFormat.of().formatHex(hash.hash()),
        expires);
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    source.close();
    postgres.close();
  }

  @Test
  void findsTokensByTheDevicePasswordsByTheirUserNameAndNothingThatHasEnded() throws Exception {
    assertThat(source.secrets(new MachineName(Kind.DEVICE, "known")))
        .singleElement()
        .satisfies(
            stored -> {
              assertThat(stored.credential()).isEqualTo(TOKEN.toString());
              assertThat(stored.hash().matches("secret of " + TOKEN)).isTrue();
            });
    assertThat(source.secrets(new MachineName(Kind.DEVICE, "kitchen@shop")))
        .singleElement()
        .matches(stored -> stored.owner().equals("known"));
    assertThat(source.secrets(new MachineName(Kind.DEVICE, "blocked"))).isEmpty();
    assertThat(source.secretsOfBlocked(new MachineName(Kind.DEVICE, "blocked"))).hasSize(1);
    assertThat(source.secretsOfBlocked(new MachineName(Kind.DEVICE, "known"))).isEmpty();
    assertThat(source.secretsOfBlocked(new MachineName(Kind.EDGE, "e"))).isEmpty();
    assertThat(source.secrets(new MachineName(Kind.EDGE, "e"))).hasSize(1);
  }

  @Test
  void saysWhichCredentialsStillCount() throws Exception {
    assertThat(
            source.stillValid(
                List.of(
                    TOKEN.toString(),
                    ENDED.toString(),
                    UUID.randomUUID().toString(),
                    "edge/edge-1/00")))
        .contains(TOKEN.toString())
        .doesNotContain(ENDED.toString());
  }

  @Test
  void knowsARegisteredCertificateAndTakesInOneOfARegisteredAuthority() throws Exception {
    X509Certificate known = certificates.certificate("known");
    X509Certificate newcomer = certificates.certificate("newcomer");

    assertThat(source.certificate(ClientCertificate.fingerprint(known)))
        .hasValueSatisfying(
            stored -> assertThat(stored.credential()).isEqualTo(CERTIFICATE.toString()));
    assertThat(source.certificate(ClientCertificate.fingerprint(newcomer))).isEmpty();
    assertThat(source.isOfBlocked(ClientCertificate.fingerprint(known))).isFalse();
    CredentialSource.Authority maker = source.authorities().get(0);
    assertThat(maker.certificate()).isEqualTo(certificates.certificate("maker"));
    assertThat(source.register(maker, "newcomer", newcomer)).isPresent();
    assertThat(source.certificate(ClientCertificate.fingerprint(newcomer)))
        .hasValueSatisfying(stored -> assertThat(stored.deviceId()).isEqualTo("newcomer"));
  }

  @Test
  void knowsForWhomAGatewaySpeaksAndWhatADeviceMaySend() throws Exception {
    assertThat(source.behind("known")).contains(Set.of("behind"));
    assertThat(source.behind("behind")).isEmpty();
    assertThat(source.quota("known")).isEqualTo(new CredentialSource.Quota(60, 5));
    assertThat(source.quota("nobody")).isEqualTo(CredentialSource.Quota.NONE);
  }

  @Test
  void writesTheUseOfACredentialAndMayWriteNothingElse() throws Exception {
    source.used(List.of(PASSWORD.toString()));

    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select count(*) from device_credential where last_used_at is not null and id ="
                    + " ?::uuid")) {
      statement.setString(1, PASSWORD.toString());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(1);
      }
    }
    try (Connection broker =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                "iotcrm_broker",
                "");
        Statement statement = broker.createStatement()) {
      assertThatThrownBy(() -> statement.execute("update device set enabled = true"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("update device_credential set revoked_at = null"))
          .isInstanceOf(SQLException.class);
    }
  }

  private static void execute(String sql, Object... values) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(values.length == 0 ? sql : sql.formatted(values));
    }
  }
}
