package io.iotcrm.edge.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleCommand;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.rule.twin.DeviceTraits;
import io.iotcrm.domain.rule.twin.Twin;
import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.IngestBatchCodec;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.RegisteredDevice.RuleFields;
import io.iotcrm.edge.registry.RegisteredRule;
import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.status.EdgeCounters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRulesTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
  private static final String COMMAND =
      "[{\"type\":\"COMMAND\",\"name\":\"cool\",\"params\":{\"to\":4}}]";

  @TempDir private Path directory;
  private final EdgeCounters counters = new EdgeCounters();
  private final List<EdgeEvent> reported = new ArrayList<>();
  private final List<String> commanded = new ArrayList<>();
  private boolean reachable = true;
  private RuleFields fields = new RuleFields("Riga", Map.of("limit", 8.0), false);
  private DeviceRules rules;

  @BeforeEach
  void open() throws IOException {
    rules = new DeviceRules(directory.resolve("rules"), counters);
    rules.start(
        (device, message, expiresAt) -> {
          commanded.add(device + new String(message, StandardCharsets.UTF_8));
          return reachable;
        },
        (device, events) -> reported.addAll(events));
    rules.stop(); // the test asks by itself
  }

  @AfterEach
  void close() {
    rules.close();
  }

  private RegisteredDevice device() {
    return new RegisteredDevice(
        "d1", true, List.of(), "p", List.of(), false, null, List.of(), fields);
  }

  private static RegisteredRule rule(
      String condition, String clear, RuleTiming timing, String actions) {
    return new RegisteredRule(
        UUID.nameUUIDFromBytes(condition.getBytes(StandardCharsets.UTF_8)),
        3,
        new RuleDefinition(
            "rule: " + condition,
            null,
            "p",
            condition,
            clear,
            timing,
            Severity.MAJOR,
            actions,
            true,
            true));
  }

  private static RegisteredRule rule(String condition) {
    return rule(condition, null, RuleTiming.hold(0), "[]");
  }

  private void registry(RegisteredRule... all) {
    rules.registryIs(new Registry(Map.of("d1", device()), Map.of(), List.of(all), null));
  }

  private List<EdgeEvent> send(double second, double temperature) {
    return rules.take(device(), List.of(reading(second, "t", temperature)));
  }

  private static Reading reading(double second, String key, Object value) {
    return new Reading("d1", key, T0.plusMillis(Math.round(second * 1_000)), value, null);
  }

  @Test
  void raisesAndClearsWithTheRulesVersionAndWhatItSaw() {
    registry(rule("latest.t > device.attributes.limit && device.site == \"Riga\""));
    assertThat(send(0, 7)).isEmpty();
    List<EdgeEvent> raised = send(1, 9);
    List<EdgeEvent> cleared = send(2, 5);

    assertThat(raised).hasSize(1);
    assertThat(raised.get(0).raised()).isTrue();
    assertThat(raised.get(0).ruleVersion()).isEqualTo(3);
    assertThat(raised.get(0).raisedAt()).isEqualTo(T0.plusSeconds(1));
    assertThat(raised.get(0).values()).containsEntry("latest.t", 9.0);
    assertThat(cleared).extracting(EdgeEvent::raised).containsExactly(false);
    assertThat(cleared.get(0).at()).isEqualTo(T0.plusSeconds(2));
  }

  @Test
  void reportsOnceAndAgainOnlyAfterARestartThatCameBeforeItWasSafe() throws Exception {
    RegisteredRule warm = rule("latest.t > 8");
    registry(warm);
    List<EdgeEvent> first = send(1, 9);
    assertThat(send(2, 10)).isEmpty();
    assertThat(rules.waiting()).isEqualTo(1);

    open(); // as after kill -9: nothing was closed
    registry(warm);
    rules.tick(Instant.now());
    assertThat(reported).extracting(EdgeEvent::raisedAt).containsExactly(first.get(0).raisedAt());
    rules.tick(Instant.now());
    assertThat(reported).hasSize(1);

    rules.confirmed(reported);
    assertThat(rules.waiting()).isZero();
    rules.close();
    open();
    registry(warm);
    rules.tick(Instant.now());
    assertThat(reported).hasSize(1);
  }

  @Test
  void clearsAfterAKillWhatItHadRaised() throws IOException {
    RegisteredRule warm = rule("latest.t > 8");
    registry(warm);
    rules.confirmed(send(1, 9));

    open();
    registry(warm);

    List<EdgeEvent> events = send(60, 5);
    assertThat(events.get(events.size() - 1).raised()).isFalse();
    assertThat(events.get(events.size() - 1).raisedAt()).isEqualTo(T0.plusSeconds(1));
  }

  @Test
  void knowsItsWindowsAfterAnOrderlyRestart() throws IOException {
    RegisteredRule five = rule("window.t.count5m >= 5.0");
    registry(five);
    for (int i = 0; i < 4; i++) {
      assertThat(send(i, 1)).isEmpty();
    }
    rules.close();
    open();
    registry(five);
    assertThat(send(4, 1)).hasSize(1);
  }

  @Test
  void sendsTheRulesCommandUnderTheNameThatTheCentreGivesIt() {
    RegisteredRule warm = rule("latest.t > 8", null, RuleTiming.hold(0), COMMAND);
    registry(warm);
    EdgeEvent raised = send(1, 9).get(0);

    UUID id = RuleCommand.id(RuleCommand.key(warm.id(), "d1", T0.plusSeconds(1), 0));
    assertThat(raised.sent()).containsExactly(0);
    assertThat(commanded).hasSize(1);
    assertThat(commanded.get(0))
        .startsWith("d1{\"id\":\"" + id + "\"")
        .contains("\"name\":\"cool\"", "\"params\":{\"to\":4}");
    assertThat(send(2, 5).get(0).sent()).isEmpty();
    assertThat(commanded).hasSize(1);
  }

  @Test
  void leavesToTheCentreWhatNobodyTookAndWhatGoesToAnotherDevice() {
    reachable = false;
    RegisteredRule warm = rule("latest.t > 8", null, RuleTiming.hold(0), COMMAND);
    registry(warm);
    assertThat(send(1, 9).get(0).sent()).isEmpty();

    reachable = true;
    commanded.clear();
    fields = new RuleFields("Riga", Map.of(), true);
    registry(warm);
    send(2, 5);
    assertThat(send(3, 9).get(0).sent()).isEmpty();
    assertThat(commanded).isEmpty();
  }

  @Test
  void asksASilentDeviceOnlyWhenItHasSpokenSinceTheStart() throws Exception {
    RegisteredRule silent = rule("silentSeconds >= 600");
    registry(silent);
    send(0, 1);
    rules.tick(T0.plusSeconds(599));
    assertThat(reported).isEmpty();
    rules.tick(T0.plusSeconds(700));
    assertThat(reported).extracting(EdgeEvent::raisedAt).containsExactly(T0.plusSeconds(600));

    assertThat(send(701, 1)).extracting(EdgeEvent::raised).containsExactly(false);
    rules.confirmed(reported);
    rules.close();
    open();
    registry(silent);
    reported.clear();
    rules.tick(T0.plusSeconds(5_000));
    assertThat(reported).filteredOn(EdgeEvent::raised).isEmpty();
  }

  @Test
  void takesAnotherRuleOverWithoutARestartAndForgetsWhereNoneIsWanted() {
    registry(rule("latest.t > 8"));
    send(1, 5);
    registry(rule("latest.t > 4"));
    assertThat(send(2, 5)).hasSize(1);
    registry();
    assertThat(send(3, 9)).isEmpty();
    assertThat(rules.waiting()).isZero();
  }

  @Test
  void aDeviceThatMakesUpNamesBeginsAnew() {
    registry(rule("latest.t > 8"));
    String long1 = "x".repeat(1_000);
    for (int i = 0; i < 200; i++) {
      rules.take(device(), List.of(reading(i, "made.up." + i, long1)));
      rules.close(); // keeps it; the one that has just begun anew, too
    }
    assertThat(send(500, 9)).hasSize(1);
  }

  /**
   * The same readings give the same events at the edge, message by message, and at the centre,
   * where they arrive in batches, over the wire.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void saysWhatTheCentreSays(long seed) throws MalformedTelemetryException {
    Random random = new Random(seed);
    List<RegisteredRule> all =
        List.of(
            rule("latest.t > 8", "latest.t < 6", RuleTiming.hold(0), "[]"),
            rule("latest.t > 7", null, RuleTiming.hold(20), "[]"),
            rule("latest.t > 7.5", null, new RuleTiming(0, 3, 120, null), "[]"),
            rule("window.t.avg1m > 7 && latest.open"),
            rule("window.t.rate5m > 0.5"),
            rule("latest.open && !previous.open"),
            rule("anomaly.t > 4"),
            rule("silentSeconds >= 60"),
            rule("silent.t >= 30", "silent.t < 10", RuleTiming.hold(0), "[]"),
            rule("latest.t > device.attributes.limit"));
    registry(all.toArray(RegisteredRule[]::new));
    RuleSet set =
        new RuleSet(
            all.stream().map(one -> CompiledRule.compile(one.id(), one.definition())).toList());
    DeviceTraits traits = new DeviceTraits("d1", "p", "Riga", null, null, Map.of("limit", 8.0));

    List<String> edge = new ArrayList<>();
    List<String> centre = new ArrayList<>();
    Twin twin = new Twin();
    List<Reading> batch = new ArrayList<>();
    double second = 0;
    double temperature = 6;
    for (int i = 0; i < 400; i++) {
      second += random.nextInt(40) == 0 ? 90 : 0.001 * (1 + random.nextInt(9_000));
      temperature += random.nextGaussian() + (6.5 - temperature) * 0.1;
      List<Reading> message = new ArrayList<>(List.of(reading(second, "t", temperature)));
      if (random.nextBoolean()) {
        message.add(reading(second, "open", random.nextInt(4) == 0));
      }
      List<EdgeEvent> events = rules.take(device(), message);
      rules.confirmed(events);
      events.forEach(
          one ->
              edge.add(words(one.ruleId(), one.raised(), one.raisedAt(), one.at(), one.values())));
      batch.addAll(message);
      if (random.nextInt(10) == 0 || i == 399) {
        apply(twin, overTheWire(batch), traits, set, centre);
        batch.clear();
      }
    }
    assertThat(edge).hasSizeGreaterThan(20).containsExactlyElementsOf(centre);
  }

  private static List<Reading> overTheWire(List<Reading> batch) throws MalformedTelemetryException {
    IngestBatchCodec codec = new IngestBatchCodec();
    return codec
        .decode(codec.encode(new IngestBatch(UUID.randomUUID(), "e1", T0, batch)))
        .readings();
  }

  private static void apply(
      Twin twin, List<Reading> readings, DeviceTraits traits, RuleSet set, List<String> said) {
    // One message at a time: more than 64 unconfirmed events hold a twin up.
    int from = 0;
    for (int to = 1; to <= readings.size(); to++) {
      if (to == readings.size() || !readings.get(to).at().equals(readings.get(from).at())) {
        twin.apply(readings.subList(from, to), traits, set, verdict -> {});
        from = to;
        List<RuleEvent> pending = List.copyOf(twin.pending());
        pending.forEach(
            one ->
                said.add(
                    words(
                        one.ruleId(),
                        one.kind() == RuleEvent.Kind.RAISED,
                        one.raisedAt(),
                        one.at(),
                        one.values())));
        twin.confirm(pending);
      }
    }
  }

  private static String words(
      UUID rule, boolean raised, Instant raisedAt, Instant at, Map<String, Object> values) {
    return rule
        + (raised ? " raised " : " cleared ")
        + raisedAt
        + " "
        + at
        + " "
        + new java.util.TreeMap<>(values);
  }
}
