package io.iotcrm.ejb.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SilentDevicesTest {
  @BeforeAll
  static void register(Database database) throws SQLException {
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(
                """
                insert into device_profile (id, key, name) values
                  ('00000000-0000-7000-8000-000000000001', 'dht22', 'Fridge'),
                  ('00000000-0000-7000-8000-000000000002', 'beacon', 'Beacon');
                insert into device (id, profile_id, name, enabled)
                select 'f' || to_char(i, 'FM0000'), '00000000-0000-7000-8000-000000000001', 'F',
                  i <> 7
                from generate_series(1, 700) i;
                insert into device (id, profile_id, name)
                  values ('b1', '00000000-0000-7000-8000-000000000002', 'B');
                """);
          }
        });
  }

  private static RuleDefinition rule(String profile) {
    return new RuleDefinition(
        "silent", null, profile, "silentSeconds > 60", null, 0, Severity.MAJOR, "[]", true);
  }

  @Test
  void goesThroughTheDevicesOfTheRulesProfilesChunkByChunk(Database database) throws SQLException {
    SilentDevices silent = new SilentDevices(database);
    Set<String> first = silent.chunk("", List.of(rule("dht22")));
    assertThat(first).hasSize(SilentDevices.CHUNK).doesNotContain("b1", "f0007").contains("f0001");
    Set<String> second = silent.chunk("f0501", List.of(rule("dht22")));
    assertThat(second).hasSize(199).doesNotContainAnyElementsOf(first);
  }

  @Test
  void aRuleForEveryProfileIsForAllDevices(Database database) throws SQLException {
    SilentDevices silent = new SilentDevices(database);
    assertThat(silent.chunk("", List.of(rule("dht22"), rule(null)))).contains("b1");
    assertThat(silent.chunk("", List.of(rule("none")))).isEmpty();
  }
}
