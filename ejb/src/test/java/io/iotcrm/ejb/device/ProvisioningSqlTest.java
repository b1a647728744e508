package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.ClaimCode;
import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ProvisioningSqlTest {
  private final Database database;
  private final ProvisioningTable table;
  private final UUID profile = UUID.randomUUID();
  private final UUID authority = UUID.randomUUID();

  ProvisioningSqlTest(Database database) {
    this.database = database;
    this.table = new ProvisioningTable(database);
  }

  @BeforeEach
  void aProfileWithAnAuthority() throws SQLException {
    execute(
        "insert into device_profile (id, key, name, settings) values ('%s', '%s', 'p',"
            + " '{\"provisioning\":{\"byKey\":true,\"byCertificate\":true,\"mostDevices\":1}}')",
        profile, profile);
    assertThat(
            table.addAuthority(
                profile, authority, "maker", "ff", new byte[] {1}, Instant.now().plusSeconds(3600)))
        .isTrue();
  }

  @Test
  void aCertificateOfItsAuthorityRegistersADeviceOnceAndOnlyAsManyAsTheProfileAllows()
      throws SQLException {
    String first = register(device("a"), fingerprint("1"));

    assertThat(first).isNotNull();
    assertThat(register(device("a"), fingerprint("1"))).isEqualTo(first);
    assertThat(register(device("b"), fingerprint("2"))).isNull();
    assertThat(table.authorities(profile).get(0))
        .hasFieldOrPropertyWithValue("devices", 1L)
        .hasFieldOrPropertyWithValue("refused", 1L);
    assertThat(
            one(
                "select count(*) from audit_entry where object_id = '%s' and action = 'provision'",
                device("a")))
        .isEqualTo("1");
  }

  @Test
  void aRenewedCertificateIsTakenAndAnEndedOneIsNot() throws SQLException {
    String first = register(device("a"), fingerprint("1"));
    execute("update device_credential set revoked_at = now() where id = '%s'", first);

    assertThat(register(device("a"), fingerprint("1"))).isNull();
    assertThat(register(device("a"), fingerprint("2"))).isNotNull().isNotEqualTo(first);
  }

  @Test
  void aBlockedDeviceAWithdrawnAuthorityAndAnotherProfileAreRefused() throws SQLException {
    register(device("a"), fingerprint("1"));
    execute("update device set enabled = false where id = '%s'", device("a"));
    assertThat(register(device("a"), fingerprint("2"))).isNull();
    execute("update device set enabled = true where id = '%s'", device("a"));
    UUID other = UUID.randomUUID();
    execute("insert into device_profile (id, key, name) values ('%s', '%s', 'o')", other, other);
    execute(
        "insert into device (id, profile_id, name) values ('%s', '%s', 'x')", device("x"), other);
    assertThat(register(device("x"), fingerprint("3"))).isNull();
    table.revokeAuthority(profile, authority);
    assertThat(register(device("a"), fingerprint("4"))).isNull();
  }

  @Test
  void aKeyIsFoundWithItsSwitchAndItsCounts() {
    String key = "key-" + profile;
    table.putKey(profile, key, SecretHash.of("secret"));
    table.countRefused(profile);

    assertThat(table.byKey(key))
        .hasValueSatisfying(
            stored -> {
              assertThat(stored.switchedOn()).isTrue();
              assertThat(stored.secret().matches("secret")).isTrue();
            });
    assertThat(table.key(profile))
        .hasValueSatisfying(found -> assertThat(found.refused()).isEqualTo(1));
    assertThat(table.hasRoom(profile)).isTrue();
    assertThat(table.removeKey(profile)).isTrue();
    assertThat(table.byKey(key)).isEmpty();
  }

  @Test
  void aClaimCodeWorksOnceHoweverItIsTypedAndNotAfterItsTime() throws SQLException {
    String id = device("a");
    register(id, fingerprint("1"));
    ClaimCode code = ClaimCode.make(id, Instant.now().plusSeconds(60));
    table.putClaim(id, code.hash(), code.expiresAt());
    String typed = code.code().toLowerCase(java.util.Locale.ROOT).replace("-", " ");

    assertThat(table.takeClaim(ClaimCode.hash(typed))).contains(id);
    assertThat(table.takeClaim(ClaimCode.hash(typed))).isEmpty();
    table.putClaim(id, code.hash(), Instant.now().minusSeconds(1));
    assertThat(table.takeClaim(code.hash())).isEmpty();
  }

  @Test
  void aCredentialHasWhatItsKindNeedsAndAnIdentityIsOneDevices() throws SQLException {
    String id = device("a");
    register(id, fingerprint("1"));
    String insert =
        "insert into device_credential (id, device_id, kind, public_id, key_sealed)"
            + " values ('%s', '%s', 'PSK', '%s', %s)";
    execute(insert, UUID.randomUUID(), id, id, "'\\x00'");

    assertThatThrownBy(() -> execute(insert, UUID.randomUUID(), id, id, "'\\x00'"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> execute(insert, UUID.randomUUID(), id, "other", "null"))
        .isInstanceOf(SQLException.class);
  }

  /** Each test has devices of its own. */
  private String device(String name) {
    return name + "-" + profile;
  }

  private String fingerprint(String name) {
    return name + profile;
  }

  private String register(String device, String fingerprint) throws SQLException {
    return one(
        "select register_by_certificate('%s', '%s', '%s', now() + interval '1 day')",
        authority, device, fingerprint);
  }

  private String one(String sql, Object... values) throws SQLException {
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql.formatted(values));
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
          }
        });
  }

  private void execute(String sql, Object... values) throws SQLException {
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql.formatted(values));
          }
        });
  }
}
