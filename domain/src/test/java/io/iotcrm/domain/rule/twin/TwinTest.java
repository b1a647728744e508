package io.iotcrm.domain.rule.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleEvent.Kind;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.rule.Verdict;
import io.iotcrm.domain.telemetry.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TwinTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID RULE = Ids.next();
  private static final DeviceTraits FRIDGE =
      new DeviceTraits("d1", "dht22", "Riga", null, null, Map.of());

  private final List<Verdict> verdicts = new ArrayList<>();
  private Twin twin = new Twin();

  private static RuleSet rules(String condition, String clear, int hold) {
    return new RuleSet(
        List.of(
            CompiledRule.compile(
                RULE,
                new RuleDefinition(
                    "warm", null, "dht22", condition, clear, hold, Severity.MAJOR, "[]", true))));
  }

  private static final RuleSet WARM = rules("latest.temperature > 8", null, 0);

  private static Reading temperature(int second, double value) {
    return new Reading("d1", "temperature", T0.plusSeconds(second), value, "Cel");
  }

  private void apply(RuleSet rules, Reading... readings) {
    twin.apply(List.of(readings), FRIDGE, rules, verdicts::add);
    // Every application goes through the bytes that the grid keeps.
    twin = TwinCodec.decode(TwinCodec.encode(twin)).orElseThrow();
  }

  private List<Kind> confirmAll() {
    List<Kind> kinds = twin.pending().stream().map(RuleEvent::kind).toList();
    twin.confirm(List.copyOf(twin.pending()));
    return kinds;
  }

  @Test
  void firesOnceWhileTheConditionHoldsAndAgainAfterItCleared() {
    apply(WARM, temperature(0, 9));
    assertThat(twin.pending())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(Kind.RAISED);
              assertThat(event.raisedAt()).isEqualTo(T0);
              assertThat(event.values()).containsEntry("latest.temperature", 9.0);
            });
    assertThat(confirmAll()).containsExactly(Kind.RAISED);
    apply(WARM, temperature(10, 10), temperature(20, 11));
    assertThat(twin.pending()).isEmpty();
    assertThat(twin.raisedRules()).containsExactly(RULE);
    apply(WARM, temperature(30, 5));
    assertThat(confirmAll()).containsExactly(Kind.CLEARED);
    apply(WARM, temperature(40, 9));
    assertThat(confirmAll()).containsExactly(Kind.RAISED);
  }

  @Test
  void reportsAnEventUntilItsActionsAreConfirmed() {
    apply(WARM, temperature(0, 9));
    apply(WARM, temperature(10, 9));
    apply(WARM, temperature(20, 5));
    assertThat(twin.pending())
        .extracting(RuleEvent::kind)
        .containsExactly(Kind.RAISED, Kind.CLEARED);
    twin.confirm(List.of(twin.pending().get(0)));
    assertThat(twin.pending()).extracting(RuleEvent::kind).containsExactly(Kind.CLEARED);
  }

  @Test
  void aRedeliveredMessageChangesNothing() {
    Reading[] message = {temperature(0, 9), temperature(10, 5), temperature(20, 9.5)};
    apply(WARM, message);
    assertThat(confirmAll()).containsExactly(Kind.RAISED, Kind.CLEARED, Kind.RAISED);
    byte[] before = TwinCodec.encode(twin);
    apply(WARM, message);
    assertThat(TwinCodec.encode(twin)).isEqualTo(before);
    assertThat(twin.pending()).isEmpty();
  }

  @Test
  void anOldReadingNeitherMovesTheNewestValueNorFires() {
    apply(WARM, temperature(60, 5));
    apply(WARM, temperature(0, 20));
    assertThat(twin.pending()).isEmpty();
    assertThat(twin.latest("d1")).extracting(Reading::value).containsExactly(5.0);
    assertThat(twin.lastSeen()).isEqualTo(T0.plusSeconds(60));
  }

  @Test
  void seesAnEpisodeThatBeginsAndEndsWithinOneBatch() {
    apply(WARM, temperature(0, 5), temperature(1, 9), temperature(2, 5));
    assertThat(confirmAll()).containsExactly(Kind.RAISED, Kind.CLEARED);
  }

  @Test
  void waitsForTheHoldByTheDevicesClock() {
    RuleSet held = rules("latest.temperature > 8", null, 60);
    apply(held, temperature(0, 9), temperature(30, 9));
    assertThat(twin.pending()).isEmpty();
    assertThat(twin.dueAt(FRIDGE, held)).contains(T0.plusSeconds(60));
    apply(held, temperature(61, 9));
    assertThat(twin.pending())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.raisedAt()).isEqualTo(T0);
              assertThat(event.at()).isEqualTo(T0.plusSeconds(60));
            });
    assertThat(twin.dueAt(FRIDGE, held)).isEmpty();
  }

  @Test
  void aHoldThatIsInterruptedBeginsAnew() {
    RuleSet held = rules("latest.temperature > 8", null, 60);
    apply(held, temperature(0, 9), temperature(50, 7), temperature(55, 9), temperature(70, 9));
    assertThat(twin.pending()).isEmpty();
    assertThat(twin.dueAt(FRIDGE, held)).contains(T0.plusSeconds(115));
  }

  @Test
  void aSilentDeviceFiresWhenTheHoldIsOver() {
    RuleSet held = rules("latest.temperature > 8", null, 60);
    apply(held, temperature(0, 9));
    twin.tick(T0.plusSeconds(59), FRIDGE, held, verdicts::add);
    assertThat(twin.pending()).isEmpty();
    twin.tick(T0.plusSeconds(60), FRIDGE, held, verdicts::add);
    assertThat(confirmAll()).containsExactly(Kind.RAISED);
  }

  @Test
  void clearsByItsClearConditionOnly() {
    RuleSet wide = rules("latest.temperature > 8", "latest.temperature < 6", 0);
    apply(wide, temperature(0, 9));
    confirmAll();
    apply(wide, temperature(1, 7));
    assertThat(twin.pending()).isEmpty();
    apply(wide, temperature(2, 5.5));
    assertThat(confirmAll()).containsExactly(Kind.CLEARED);
  }

  @Test
  void aMissingSeriesIsNotAnErrorAndDoesNotFire() {
    RuleSet humid = rules("latest.humidity > 80", null, 0);
    apply(humid, temperature(0, 9));
    assertThat(twin.pending()).isEmpty();
    assertThat(verdicts).containsExactly(Verdict.MISSING);
  }

  @Test
  void asksWindows() {
    RuleSet average =
        rules("window.temperature.avg5m > 8 && window.temperature.count5m >= 3", null, 0);
    apply(average, temperature(0, 7), temperature(60, 9));
    assertThat(twin.pending()).isEmpty();
    apply(average, temperature(120, 9));
    assertThat(confirmAll()).containsExactly(Kind.RAISED);
  }

  @Test
  void keepsWindowsOnlyWhereARuleAsksForThem() {
    RuleSet average = rules("window.temperature.avg5m > 8.0", null, 0);
    for (int i = 0; i < 40; i++) {
      apply(WARM, temperature(i * 10, 5));
    }
    int small = TwinCodec.encode(twin).length;
    assertThat(twin.lacksWindows(FRIDGE, WARM)).isFalse();
    assertThat(twin.lacksWindows(FRIDGE, average)).isTrue();

    Twin recalled = new Twin();
    for (int i = 30; i < 40; i++) {
      recalled.remember(temperature(i * 10, 9));
    }
    twin.takeWindows(recalled, FRIDGE, average);
    assertThat(twin.lacksWindows(FRIDGE, average)).isFalse();
    apply(average, temperature(400, 5));
    assertThat(confirmAll()).as("the average of 9, ten times, and 5").containsExactly(Kind.RAISED);
    assertThat(TwinCodec.encode(twin).length).isGreaterThan(small + 200);

    apply(WARM, temperature(410, 5));
    confirmAll();
    assertThat(TwinCodec.encode(twin)).hasSize(small);
  }

  @Test
  void aWindowOfWhichTheDatabaseKnowsNothingBeginsEmpty() {
    RuleSet average = rules("window.temperature.count1h >= 2.0", null, 0);
    apply(WARM, temperature(0, 5));
    twin.takeWindows(new Twin(), FRIDGE, average);
    assertThat(twin.lacksWindows(FRIDGE, average)).isFalse();
    apply(average, temperature(1, 5));
    assertThat(twin.pending()).isEmpty();
    apply(average, temperature(2, 5));
    assertThat(twin.pending()).hasSize(1);
  }

  @Test
  void forgetsRulesThatAreNoLongerInForce() {
    apply(WARM, temperature(0, 9));
    confirmAll();
    apply(new RuleSet(List.of()), temperature(1, 9));
    assertThat(twin.raisedRules()).isEmpty();
    assertThat(twin.pending()).isEmpty();
  }

  @Test
  void aRebuiltTwinKnowsItsOpenAlarmAndDoesNotRaiseItAgain() {
    twin.remember(temperature(0, 9));
    twin.rememberAlarm(RULE, T0.minusSeconds(100));
    apply(WARM, temperature(1, 9.5));
    assertThat(twin.pending()).isEmpty();
    apply(WARM, temperature(2, 4));
    assertThat(twin.pending())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(Kind.CLEARED);
              assertThat(event.raisedAt()).isEqualTo(T0.minusSeconds(100));
            });
  }

  @Test
  void anEpisodeNeverHasTheTimeOfAnEarlierOne() {
    RuleSet open = rules("latest.open", null, 0);
    apply(open, new Reading("d1", "open", T0, true, null));
    apply(open, new Reading("d1", "open", T0.plusMillis(1), false, null));
    twin.confirm(List.copyOf(twin.pending()));
    twin.rememberAlarm(RULE, T0.plusSeconds(5));
    apply(open, new Reading("d1", "open", T0.plusMillis(2), false, null));
    apply(open, new Reading("d1", "open", T0.plusMillis(3), true, null));
    assertThat(twin.pending().get(1).raisedAt()).isAfter(T0.plusSeconds(5));
  }

  @Test
  void doesNotAskRulesWhileTooManyEventsWait() {
    for (int i = 0; i < 200; i++) {
      apply(WARM, temperature(i, i % 2 == 0 ? 9 : 5));
    }
    assertThat(twin.pending()).hasSize(Twin.MAX_PENDING);
  }

  @Test
  void bytesOfAnotherVersionAreACaseForRebuilding() {
    byte[] bytes = TwinCodec.encode(twin);
    bytes[0] = 99;
    assertThat(TwinCodec.decode(bytes)).isEmpty();
    assertThat(TwinCodec.decode(new byte[0])).isEmpty();
  }
}
