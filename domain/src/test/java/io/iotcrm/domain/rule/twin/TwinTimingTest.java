package io.iotcrm.domain.rule.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.rule.Verdict;
import io.iotcrm.domain.telemetry.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a rule does in time, as tables of what happens to a device: {@code 12:9} is a reading of
 * temperature, 9 at second 12; {@code h12:40} one of humidity; {@code 1:9,2:5} a message of both;
 * {@code t60} the question at second 60. Between two of them the twin goes through its bytes.
 */
class TwinTimingTest {
  /** A Sunday, noon in Riga at 10:00 UTC. */
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

  private static final UUID RULE = Ids.next();
  private static final DeviceTraits FRIDGE =
      new DeviceTraits(
          "d1",
          "dht22",
          "Riga",
          null,
          null,
          Map.of(),
          Map.of("tier", "GOLD", "profilingConsent", true),
          Map.of("industry", "Food"));

  private final List<Verdict> verdicts = new ArrayList<>();
  private Twin twin = new Twin();

  private static RuleSet rule(String condition, String clear, RuleTiming timing) {
    return new RuleSet(
        List.of(
            CompiledRule.compile(
                RULE,
                new RuleDefinition(
                    "r",
                    null,
                    "dht22",
                    condition,
                    clear,
                    timing,
                    Severity.MAJOR,
                    "[]",
                    true,
                    false))));
  }

  private static Instant second(String text) {
    return T0.plusMillis(Math.round(Double.parseDouble(text) * 1_000));
  }

  private static Reading reading(String text) {
    boolean humidity = text.startsWith("h");
    String[] parts = (humidity ? text.substring(1) : text).split(":");
    return new Reading(
        "d1",
        humidity ? "humidity" : "temperature",
        second(parts[0]),
        Double.valueOf(parts[1]),
        null);
  }

  /** Does what the script says and returns what fired, e.g. {@code "RAISED@60 CLEARED@70"}. */
  private String run(RuleSet rules, String script) {
    StringBuilder fired = new StringBuilder();
    for (String step : script.strip().split(" +")) {
      if (step.startsWith("t")) {
        twin.tick(second(step.substring(1)), FRIDGE, rules, verdicts::add);
      } else {
        List<Reading> message = new ArrayList<>();
        for (String one : step.split(",")) {
          message.add(reading(one));
        }
        twin.apply(message, FRIDGE, rules, verdicts::add);
      }
      byte[] bytes = TwinCodec.encode(twin);
      twin = TwinCodec.decode(bytes).orElseThrow();
      assertThat(TwinCodec.encode(twin)).as("the same bytes again").isEqualTo(bytes);
      for (RuleEvent event : twin.pending()) {
        fired.append(' ').append(event.kind()).append('@').append(seconds(event.at()));
      }
      twin.confirm(List.copyOf(twin.pending()));
    }
    return fired.toString().strip();
  }

  private static String seconds(Instant at) {
    double seconds = Duration.between(T0, at).toMillis() / 1_000.0;
    return seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : "" + seconds;
  }

  private String due(RuleSet rules) {
    return twin.dueAt(FRIDGE, rules).map(TwinTimingTest::seconds).orElse("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          falls silent and comes back      | 0:1 10:1 t70 80:1               | RAISED@70 CLEARED@80
          is asked late                    | 0:1 t75 80:1                    | RAISED@60 CLEARED@80
          is asked again and again         | 0:1 t60 t61 t62 t300 301:1      | RAISED@60 CLEARED@301
          comes back in the same moment    | 0:1 60:1 t60                    | ''
          the question came first          | 0:1 t60 60:1                    | RAISED@60 CLEARED@60
          a gap seen only afterwards       | 0:1 100:1                       | RAISED@60 CLEARED@100
          a gap within one message         | 0:1,100:1                       | RAISED@60 CLEARED@100
          two gaps at once                 | 0:1,100:1,200:1                 | RAISED@60 CLEARED@100 RAISED@160 CLEARED@200
          asked before its time            | 0:1 t59                         | ''
          a message delivered twice        | 0:1 t60 0:1 80:1 80:1           | RAISED@60 CLEARED@80
          an old reading is no sign of life| 10:1 0:1 t70                    | RAISED@70
          another series is one            | 0:1 h30:1 t60 t90               | RAISED@90
          a backlog while it is away       | 0:1 t200 10:1 20:1 139:1 141:1  | RAISED@60 CLEARED@141
          """)
  void raisesOnceWhenADeviceFallsSilent(String what, String script, String fired) {
    RuleSet silent = rule("silentSeconds >= 60", null, RuleTiming.hold(0));
    assertThat(run(silent, script)).as(what).isEqualTo(fired);
  }

  @Test
  void knowsTheMomentToAskASilentDevice() {
    RuleSet silent = rule("silentSeconds > 60 || silent.humidity >= 20", null, RuleTiming.hold(0));
    run(silent, "0:1");
    assertThat(due(silent)).isEqualTo("60.001");
    run(silent, "h10:1");
    assertThat(due(silent)).isEqualTo("30");
    run(silent, "25:1");
    assertThat(due(silent)).isEqualTo("30");
    assertThat(run(silent, "t30")).isEqualTo("RAISED@30");
    assertThat(due(silent)).as("it stays true").isEqualTo("85.001");
    assertThat(run(silent, "h40:1")).isEqualTo("CLEARED@40");
    assertThat(due(silent)).isEqualTo("60");
  }

  @Test
  void neverAsksForSilenceWhereNoRuleDoes() {
    RuleSet warm = rule("latest.temperature > 8", null, RuleTiming.hold(0));
    run(warm, "0:9");
    assertThat(due(warm)).isEqualTo("-");
  }

  @Test
  void aDeviceThatNeverSentAnythingIsNotSilent() {
    RuleSet silent = rule("silentSeconds >= 60", null, RuleTiming.hold(0));
    assertThat(run(silent, "t100")).isEmpty();
    assertThat(verdicts).containsOnly(Verdict.MISSING);
    assertThat(due(silent)).isEqualTo("-");
  }

  @Test
  void aRebuiltTwinRaisesAtTheMomentAtWhichItWasDueWhicheverInstanceAsks() {
    RuleSet silent = rule("silentSeconds >= 60", null, RuleTiming.hold(0));
    twin.remember(reading("0:1"));
    assertThat(run(silent, "t1000")).isEqualTo("RAISED@60");
  }

  @Test
  void aRebuiltTwinKeepsAnAlarmOfSilenceThoughItsLastReadingIsForgotten() {
    RuleSet silent = rule("silentSeconds >= 60", null, RuleTiming.hold(0));
    twin.rememberAlarm(RULE, T0);
    assertThat(run(silent, "t1000 t1001")).isEmpty();
    assertThat(run(silent, "1002:1")).isEqualTo("CLEARED@1002");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          three times within a minute      | 0:9 1:5 2:9 3:5 4:9 5:5          | RAISED@4 CLEARED@5
          staying true counts once         | 0:9 1:9 2:9 3:9 4:9              | ''
          too slow                         | 0:9 1:5 30:9 31:5 61:9 62:5      | ''
          the oldest is forgotten          | 0:9 1:5 30:9 31:5 61:9 62:5 70:9 | RAISED@70
          exactly the span                 | 0:9 1:5 30:9 31:5 60:9           | RAISED@60
          all in one message               | 0:9,1:5,2:9,3:5,4:9              | RAISED@4
          a message delivered twice        | 0:9,1:5 0:9,1:5 2:9,3:5 2:9,3:5  | ''
          out of order                     | 2:9 0:5 1:9 3:5 4:9              | ''
          begins anew after clearing       | 0:9,1:5,2:9,3:5,4:9 5:5 6:9 7:5 8:9 9:5 10:9 | RAISED@4 CLEARED@5 RAISED@10
          """)
  void countsHowOftenTheConditionBecomesTrue(String what, String script, String fired) {
    RuleSet often = rule("latest.temperature > 8", null, new RuleTiming(0, 3, 60, null));
    assertThat(run(often, script)).as(what).isEqualTo(fired);
  }

  @Test
  void anOccurrenceThatCountsHasHeldAndEndsByTheClearCondition() {
    RuleSet often =
        rule("latest.temperature > 8", "latest.temperature < 6", new RuleTiming(10, 2, 600, null));
    assertThat(run(often, "0:9 5:5 20:9")).isEmpty();
    assertThat(due(often)).isEqualTo("30");
    assertThat(run(often, "t30 40:7 41:9 60:9")).as("not over yet").isEmpty();
    assertThat(run(often, "61:5 70:9 t80 90:5")).isEqualTo("RAISED@80 CLEARED@90");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true before and in its hours   | 0:9 3599:9 3601:9 3700:5 | RAISED@3601 CLEARED@3700
          clears after its hours         | 3601:9 7201:9 7202:5     | RAISED@3601 CLEARED@7202
          after its hours                | 7200:9 8000:9            | ''
          """)
  void firesWithinItsScheduleAndClearsAtAnyTime(String what, String script, String fired) {
    String oneToTwo =
        "{\"zone\":\"UTC\",\"windows\":[{\"days\":[\"SUN\"],\"from\":\"13:00\",\"to\":\"14:00\"}]}";
    RuleSet rules = rule("latest.temperature > 8", null, new RuleTiming(0, 1, 0, oneToTwo));
    assertThat(run(rules, script)).as(what).isEqualTo(fired);
  }

  @Test
  void aDeviceThatIsSilentWhenTheScheduleBeginsIsAskedThen() {
    String fromOne = "{\"zone\":\"UTC\",\"windows\":[{\"from\":\"13:00\",\"to\":\"14:00\"}]}";
    RuleSet rules = rule("silentSeconds >= 60", null, new RuleTiming(0, 1, 0, fromOne));
    run(rules, "0:1");
    assertThat(due(rules)).isEqualTo("3600");
    assertThat(run(rules, "t100")).isEmpty();
    assertThat(due(rules)).isEqualTo("3600");
    assertThat(run(rules, "t3600")).isEqualTo("RAISED@3600");
  }

  @Test
  void comparesWithTheValueBefore() {
    RuleSet jump = rule("latest.temperature - previous.temperature > 2", null, RuleTiming.hold(0));
    assertThat(run(jump, "0:1 1:2 2:5 3:5")).isEqualTo("RAISED@2 CLEARED@3");
    assertThat(verdicts.get(0)).isEqualTo(Verdict.MISSING);
  }

  @Test
  void seesHowFastANumberChanges() {
    RuleSet fast = rule("window.temperature.rate5m > 0.4", null, RuleTiming.hold(0));
    assertThat(run(fast, "0:4 60:4.2 120:4.4 180:5.4 240:6.4")).isEqualTo("RAISED@180");
  }

  @Test
  void seesWhatIsUnusualOnceItKnowsWhatIsUsual() {
    RuleSet odd = rule("anomaly.temperature > 6", "anomaly.temperature < 3", RuleTiming.hold(0));
    StringBuilder usual = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      usual.append(i).append(i % 2 == 0 ? ":4.0 " : ":4.2 ");
    }
    assertThat(run(odd, "0:100")).as("nothing is known yet").isEmpty();
    twin = new Twin();
    assertThat(run(odd, usual + "60:9 61:4.1")).isEqualTo("RAISED@60 CLEARED@61");
  }

  @Test
  void keepsOnlyWhatRulesAskFor() {
    RuleSet plain = rule("latest.temperature > 8", null, RuleTiming.hold(0));
    RuleSet odd = rule("anomaly.temperature > 6", null, RuleTiming.hold(0));
    run(plain, "0:1 1:1 h0:1 h1:1");
    int before = TwinCodec.encode(twin).length;
    run(odd, "2:1 h2:1");
    assertThat(TwinCodec.encode(twin)).hasSize(before + 26);
    run(plain, "3:1 h3:1");
    assertThat(TwinCodec.encode(twin)).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource({
    "customer.tier == 'GOLD', TRUE",
    "customer.profilingConsent, TRUE",
    "customer.marketingConsent, MISSING",
    "account.industry == 'Food' && latest.temperature > 0, TRUE"
  })
  void knowsWhatIsNotPersonalOfTheCustomer(String condition, Verdict verdict) {
    run(rule(condition, null, RuleTiming.hold(0)), "0:1");
    assertThat(verdicts).containsExactly(verdict);
  }
}
