package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.Seal;
import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.privacy.Pseudonyms;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.SealingKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DevicePseudonymsTest {
  private static final SealingKey SEALING = new SealingKey(Seal.of("a".repeat(40)));
  private final DevicePseudonyms pseudonyms;

  DevicePseudonymsTest(Database database) {
    pseudonyms = new DevicePseudonyms(database, SEALING);
  }

  @BeforeAll
  static void register(Database database) throws SQLException {
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                """
                insert into device_profile (id, key, name, series, inactivity_seconds, settings)
                values (gen_random_uuid(), 'band', 'Band', '[]', 60,
                        '{"privacy":{"pseudonyms":{"device":true}}}'),
                       (gen_random_uuid(), 'plain', 'Plain', '[]', 60, '{}')
                """);
            return statement.executeUpdate(
                """
                insert into device (id, profile_id, name, attributes)
                select v.id, p.id, v.id, v.attributes::jsonb
                  from (values ('b1', 'band', '{"aliases":["A4:C1"]}'), ('p1', 'plain', '{}'))
                         v (id, profile, attributes)
                  join device_profile p on p.key = v.profile
                """);
          }
        });
  }

  @Test
  void makesOneKeyForAllInstances(Database database) throws SQLException {
    assertThat(pseudonyms.key())
        .hasSize(32)
        .isEqualTo(new DevicePseudonyms(database, SEALING).key())
        .isNotEqualTo(new byte[32]);
  }

  @Test
  void findsTheDeviceBehindABatchsPseudonym() throws SQLException {
    pseudonyms.remember(List.of("b1", "b1"));
    pseudonyms.remember(List.of("b1"));
    String pseudonym = new Pseudonyms(pseudonyms.key()).of(Pseudonyms.Kind.DEVICE, "b1");
    String stranger = new Pseudonyms(new byte[32]).of(Pseudonyms.Kind.DEVICE, "b1");
    Instant at = Instant.parse("2026-03-01T12:00:00Z");
    IngestBatch batch =
        new IngestBatch(
            Ids.next(),
            "e1",
            at,
            List.of(
                new Reading(pseudonym, "steps", at, 1.0, null),
                new Reading("p1", "steps", at, 2.0, null),
                new Reading(stranger, "steps", at, 3.0, null)));
    assertThat(pseudonyms.resolved(batch).readings())
        .extracting(Reading::deviceId)
        .containsExactly("b1", "p1", stranger);
    assertThat(pseudonyms.device(pseudonym)).isEqualTo("b1");
    assertThat(pseudonyms.device(stranger)).isNull();
  }

  @Test
  void theRegistrysQueriesGiveDevicesWithTheirAliasesAndTheProfilesThatHide(Database database)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(EdgeRegistry.DEVICES.replaceAll("\\?[123]", "?"))) {
            select.setString(1, "[\"aliases\"]");
            select.setString(2, "");
            select.setInt(3, 10);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                rows.add(
                    row.getString("id")
                        + " "
                        + row.getString("aliases")
                        + " "
                        + row.getString("asked"));
              }
            }
          }
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(EdgeRegistry.PSEUDONYMOUS)) {
            while (row.next()) {
              rows.add(row.getString(1) + " " + row.getString(2));
            }
          }
          return null;
        });
    assertThat(rows)
        .containsExactly("b1 [\"A4:C1\"] {\"aliases\": [\"A4:C1\"]}", "p1 null null", "band true");
  }
}
