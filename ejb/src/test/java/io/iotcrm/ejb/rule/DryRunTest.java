package io.iotcrm.ejb.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.DryRunRequest;
import io.iotcrm.domain.rule.DryRunView;
import io.iotcrm.domain.rule.DryRunView.State;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.telemetry.KeyDictionary;
import io.iotcrm.ejb.telemetry.ReadingHistory;
import io.iotcrm.ejb.telemetry.TelemetryMemory;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DryRunTest {
  private static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ACTIONS =
      """
      [{"type":"TICKET","priority":"HIGH","subject":"{device.name}, {device.site}: {latest.temperature}"},
       {"type":"TASK","subject":"Call {account.name}"},
       {"type":"COMMAND","name":"setTarget","params":{"target":2}}]
      """;

  /**
   * Two fridges with a reading a minute over two days. The first is too warm at 13:00 to 13:04 and
   * on the next day at 0:30; the second is silent from 20:00 to 20:30.
   */
  @BeforeAll
  static void store(Database database) throws SQLException {
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                """
                insert into device_profile (id, key, name) values
                  ('00000000-0000-7000-8000-000000000001', 'dht22', 'Fridge'),
                  ('00000000-0000-7000-8000-000000000002', 'beacon', 'Beacon');
                insert into device (id, profile_id, name, site) values
                  ('f1', '00000000-0000-7000-8000-000000000001', 'Fridge 1', 'Riga'),
                  ('f2', '00000000-0000-7000-8000-000000000001', 'Fridge 2', 'Liepaja'),
                  ('b1', '00000000-0000-7000-8000-000000000002', 'Beacon 1', 'Riga');
                insert into telemetry_key (name) values ('temperature'), ('humidity');
                select ensure_reading_partition(d::date)
                  from generate_series(date '2026-03-01', date '2026-03-03', '1 day') d;
                insert into reading (device_no, key_no, ts, num)
                select d.no, k.no, t,
                  case when k.name = 'humidity' then 50
                       when d.id = 'f1' and (t >= '2026-03-01 13:00Z' and t < '2026-03-01 13:05Z'
                         or t = '2026-03-02 00:30Z') then 9.25 else 4 end
                from device d, telemetry_key k,
                  generate_series('2026-03-01 11:00Z'::timestamptz, '2026-03-03 11:59Z', '1 min') t
                where d.id <> 'b1'
                  and (d.id <> 'f2' or t <= '2026-03-01 20:00Z' or t >= '2026-03-01 20:30Z');
                """);
          }
          return null;
        });
  }

  private static final DryRunRequest REQUEST =
      twoDays(rule("latest.temperature > 8", 0), List.of(), null);

  private final Database database;
  private final DryRunReplay replay;
  private final DryRunTable table;

  DryRunTest(Database database) {
    this.database = database;
    KeyDictionary keys = new KeyDictionary(database);
    this.replay =
        new DryRunReplay(
            database,
            new DeviceDirectory(database),
            new TelemetryMemory(database, keys),
            new ReadingHistory(database, keys));
    this.table = new DryRunTable(database);
  }

  private static RuleDefinition rule(String condition, int hold) {
    return new RuleDefinition(
        "warm", null, "dht22", condition, null, hold, Severity.MAJOR, ACTIONS, true);
  }

  private static DryRunRequest twoDays(RuleDefinition rule, List<String> devices, String site) {
    return new DryRunRequest(null, rule, FROM, FROM.plus(Duration.ofDays(2)), devices, null, site);
  }

  private JsonObject run(DryRunRequest request) throws SQLException {
    String report = replay.run(request, (devices, done, readings) -> true);
    return Json.createReader(new StringReader(report)).readObject();
  }

  private long rows() throws SQLException {
    return database.call(
        connection -> {
          try (Statement statement = connection.createStatement();
              var row =
                  statement.executeQuery(
                      "select (select count(*) from alarm) + (select count(*) from ticket)"
                          + " + (select count(*) from outbox) + (select count(*) from task)")) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  @Test
  void listsWhatWouldHaveFiredAndDoesNothing() throws SQLException {
    JsonObject report = run(twoDays(rule("latest.temperature > 8", 0), List.of(), null));

    assertThat(report.getInt("fired")).isEqualTo(2);
    assertThat(report.getInt("devices")).isEqualTo(2);
    assertThat(report.getInt("readings")).isEqualTo(2 * (2 * 2880) - 2 * 29);
    assertThat(report.containsKey("cutShortBy")).isFalse();
    assertThat(report.getJsonArray("perDay").toString())
        .isEqualTo("[{\"day\":\"2026-03-01\",\"fired\":1},{\"day\":\"2026-03-02\",\"fired\":1}]");
    assertThat(report.getJsonArray("perDevice").toString())
        .isEqualTo("[{\"deviceId\":\"f1\",\"deviceName\":\"Fridge 1\",\"fired\":2}]");
    JsonObject first = report.getJsonArray("episodes").getJsonObject(0);
    assertThat(first.getString("raisedAt")).isEqualTo("2026-03-01T13:00:00Z");
    assertThat(first.getString("clearedAt")).isEqualTo("2026-03-01T13:05:00Z");
    assertThat(first.getJsonObject("values").getJsonNumber("latest.temperature").doubleValue())
        .isEqualTo(9.25);
    assertThat(first.getJsonArray("actions").getValuesAs(value -> value.toString()))
        .containsExactly(
            "\"ALARM MAJOR: warm\"",
            "\"TICKET HIGH: Fridge 1, Riga: 9.25\"",
            "\"TASK: Call {account.name}\"",
            "\"COMMAND: setTarget {\\\"target\\\":2}\"");
    assertThat(rows()).isZero();
  }

  @Test
  void asksSilentDevicesAtTheirMoment() throws SQLException {
    JsonObject report = run(twoDays(rule("silentSeconds >= 600", 0), List.of(), null));

    assertThat(report.getInt("fired")).isEqualTo(1);
    JsonObject episode = report.getJsonArray("episodes").getJsonObject(0);
    assertThat(episode.getString("deviceId")).isEqualTo("f2");
    assertThat(episode.getString("firedAt")).isEqualTo("2026-03-01T20:10:00Z");
    assertThat(episode.getString("clearedAt")).isEqualTo("2026-03-01T20:30:00Z");
  }

  @Test
  void knowsWhatWasBeforeTheSpan() throws SQLException {
    JsonObject windows =
        run(
            twoDays(
                rule("window.temperature.count1h >= 60 && anomaly.temperature > 50", 0),
                List.of(),
                null));
    assertThat(windows.getInt("fired")).isEqualTo(2);

    DryRunRequest fromWithin =
        new DryRunRequest(
            null,
            rule("latest.temperature > 8", 0),
            Instant.parse("2026-03-01T13:02:00Z"),
            FROM.plus(Duration.ofHours(3)),
            List.of(),
            null,
            null);
    assertThat(run(fromWithin).getInt("fired")).as("it had fired before").isZero();
  }

  @Test
  void keepsToTheDevicesThatAreWanted() throws SQLException {
    RuleDefinition warm = rule("latest.temperature > 8", 0);
    assertThat(run(twoDays(warm, List.of("f2"), null)).getInt("fired")).isZero();
    assertThat(run(twoDays(warm, List.of("f1", "b1"), null)).getInt("devices")).isEqualTo(1);
    assertThat(run(twoDays(warm, List.of(), "Liepaja")).getInt("devices")).isEqualTo(1);
    assertThat(
            run(twoDays(rule("latest.smell > 8", 0), List.of("f2"), null))
                .getJsonObject("verdicts")
                .getInt("missing"))
        .isGreaterThan(2_000);
  }

  @Test
  void stopsWhenNobodyWantsItAnyMore() throws SQLException {
    String report =
        replay.run(twoDays(rule("latest.temperature > 8", 0), List.of(), null), (a, b, c) -> false);
    assertThat(report).contains("\"devices\":0");
  }

  @Test
  void aPersonHasOneAtATimeAndCanCancelIt() throws SQLException {
    UUID first = Ids.next();
    UUID second = Ids.next();
    assertThat(table.add(first, REQUEST, "{}", "anna", "n1")).isTrue();
    assertThat(table.add(second, REQUEST, "{}", "anna", "n2")).isFalse();
    assertThat(table.beat(first, 10, 3, 1_000)).isTrue();
    assertThat(table.find(first).orElseThrow())
        .returns(State.RUNNING, DryRunView::state)
        .returns(3, DryRunView::devicesDone)
        .returns(1_000L, DryRunView::readings);

    assertThat(table.end(first, State.CANCELLED, null, null)).isTrue();
    assertThat(table.beat(first, 10, 4, 2_000)).isFalse();
    assertThat(table.end(first, State.DONE, "{}", null)).as("too late").isFalse();
    assertThat(table.find(first).orElseThrow().state()).isEqualTo(State.CANCELLED);
    assertThat(table.add(second, REQUEST, "{}", "anna", "n2")).isTrue();
    assertThat(table.latest("anna", null).orElseThrow().id()).isEqualTo(second);
    assertThat(table.latest("anna", Ids.next())).isEmpty();
    assertThat(table.latest("carl", null)).isEmpty();
  }

  @Test
  void oneWhoseInstanceDiedHasFailed() throws SQLException {
    UUID id = Ids.next();
    table.add(id, REQUEST, "{}", "boris", "n1");
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(
                "update rule_dry_run set beat_at = now() - interval '2 minutes'"
                    + " where requested_by = 'boris'");
          }
        });
    assertThat(table.find(id).orElseThrow())
        .returns(State.FAILED, DryRunView::state)
        .satisfies(view -> assertThat(view.error()).contains("try it again"));
  }
}
