package io.iotcrm.benchmark.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.benchmark.proof.Judgement.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A perfect trial, and every way in which it can be spoilt. */
class JudgementTest {
  private static final String DEVICE = "proof-01";
  private static final int READINGS = 60;

  private final Map<Long, Long> offered = new HashMap<>();
  private final Map<Long, Long> acknowledged = new HashMap<>();
  private final Set<String> obeyed = new HashSet<>();
  private final List<Effects.Reading> stored = new ArrayList<>();
  private final List<Effects.Alarm> alarms = new ArrayList<>();
  private final List<Effects.Command> commands = new ArrayList<>();
  private boolean inOrder = true;
  private Finding evidence = new Finding(true, "process 7 gone");
  private Optional<String> failure = Optional.empty();
  private Outcome.Course course = new Outcome.Course(20, 20, 20);

  JudgementTest() {
    for (long n = 1; n <= READINGS; n++) {
      offered.put(at(n), n);
      acknowledged.put(at(n), n);
      stored.add(new Effects.Reading(at(n), n));
    }
    for (long n = ProofShop.EVERY; n <= READINGS; n += ProofShop.EVERY) {
      Long cleared = n == READINGS ? null : Long.valueOf(at(n + 1));
      alarms.add(new Effects.Alarm("alarm-" + n, at(n), cleared));
      commands.add(new Effects.Command("command-" + n, "alarm-" + n));
      obeyed.add("command-" + n);
    }
  }

  private static long at(long n) {
    return 1_000_000 + 100 * n;
  }

  @Test
  void findsNothingWrongWithAPerfectTrial() {
    assertThat(found()).isEmpty();
    assertThat(judgement().of(Count.ALARMS_EXPECTED)).isEqualTo(3);
    assertThat(judgement().of(Count.COMMANDS_DONE)).isEqualTo(3);
  }

  @Test
  void countsAnAcknowledgedReadingThatIsNotThere() {
    stored.remove(4);
    assertThat(found()).containsExactly("1 acknowledged readings missing");
  }

  @Test
  void countsAReadingThatIsThereUnderAnotherNumber() {
    stored.set(4, new Effects.Reading(at(5), 7_777));
    assertThat(found())
        .containsExactly("1 acknowledged readings missing", "1 stored readings that nobody sent");
  }

  @Test
  void countsAReadingThatIsThereAgainUnderAnotherTime() {
    stored.add(new Effects.Reading(at(5) + 1, 5));
    assertThat(found())
        .containsExactly("1 readings stored twice", "1 stored readings that nobody sent");
  }

  @Test
  void allowsAReadingThatIsStoredBeforeItIsAcknowledgedOnlyUntilTheEnd() {
    acknowledged.remove(at(5));
    assertThat(found()).containsExactly("1 readings not acknowledged in the end");
  }

  @Test
  void countsAnAlarmThatDidNotEndAtTheNextReading() {
    alarms.set(0, new Effects.Alarm("alarm-20", at(20), at(23)));
    assertThat(found()).containsExactly("1 alarms that did not end at the next reading");
    alarms.set(0, new Effects.Alarm("alarm-20", at(20), null));
    assertThat(found()).containsExactly("1 alarms that did not end at the next reading");
  }

  @Test
  void countsAnAlarmThatIsMissing() {
    alarms.remove(0);
    commands.remove(0);
    assertThat(found()).containsExactly("1 alarms missing");
  }

  @Test
  void expectsNotEveryAlarmWhereTheDevicesSendInAnotherOrder() {
    inOrder = false;
    alarms.remove(0);
    commands.remove(0);
    assertThat(found()).isEmpty();
  }

  @Test
  void countsAnAlarmThatIsThereTwice() {
    alarms.add(new Effects.Alarm("another", at(20), at(21)));
    commands.add(new Effects.Command("another", "another"));
    obeyed.add("another");
    assertThat(found()).containsExactly("1 alarms raised twice");
  }

  @Test
  void countsAnAlarmWithoutCause() {
    alarms.add(new Effects.Alarm("another", at(31), at(32)));
    commands.add(new Effects.Command("another", "another"));
    obeyed.add("another");
    assertThat(found()).containsExactly("1 alarms without cause");
  }

  @Test
  void countsACommandThatDidNotComeToItsDevice() {
    obeyed.remove("command-20");
    assertThat(found()).containsExactly("1 commands not done");
  }

  @Test
  void doesNotSetOffACommandThatIsMissingAgainstOneThatIsThereTwice() {
    commands.set(0, new Effects.Command("again", "alarm-40"));
    obeyed.add("again");
    assertThat(found())
        .containsExactly("1 commands not done", "1 commands beyond one for each alarm");
  }

  @Test
  void countsACommandOfNoAlarm() {
    commands.add(new Effects.Command("stray", null));
    assertThat(found()).containsExactly("1 commands beyond one for each alarm");
  }

  @Test
  void failsWhereNothingWasSeenOfTheFault() {
    evidence = new Finding(false, "0 connections dropped");
    assertThat(found())
        .containsExactly("no evidence that the fault was there (0 connections dropped)");
  }

  @Test
  void failsWhereTheFaultCouldNotBeBroughtAbout() {
    failure = Optional.of("could not be brought about: no n2");
    assertThat(found()).containsExactly("could not be brought about: no n2");
  }

  @Test
  void failsWhereTheFaultLastedForNoReading() {
    course = new Outcome.Course(20, 0, 20);
    assertThat(found()).singleElement().asString().contains("not all three parts");
  }

  @Test
  void failsWhereNothingHappenedAtAll() {
    offered.clear();
    acknowledged.clear();
    stored.clear();
    alarms.clear();
    commands.clear();
    assertThat(found())
        .contains("nothing was acknowledged", "nothing was stored", "no alarm was raised")
        .contains("1 devices had nothing acknowledged", "no command was done");
  }

  @Test
  void failsWhereTooFewReadingsCameForAnAlarm() {
    offered.values().removeIf(n -> n >= 20);
    acknowledged.values().removeIf(n -> n >= 20);
    stored.removeIf(one -> one.number() >= 20);
    alarms.clear();
    commands.clear();
    assertThat(found()).contains("too few readings for an alarm");
  }

  @Test
  void failsWhereTheDatabaseDoesNotAnswer() {
    assertThat(outcome(Judgement.none()).isPerfect()).isFalse();
  }

  @Test
  void hasACellForEachColumn() {
    assertThat(OutcomeTable.row(outcome(judgement()))).hasSameSizeAs(OutcomeTable.COLUMNS);
    assertThat(OutcomeTable.row(outcome(judgement()))).endsWith("PASS");
    evidence = Finding.NOTHING;
    failure = Optional.of("it said\n| this |");
    assertThat(OutcomeTable.row(outcome(judgement())).toString())
        .contains("FAIL: it said / this /; no evidence");
  }

  private Judgement judgement() {
    return Judgement.of(
        Map.of(DEVICE, new Judgement.Testimony(offered, acknowledged, obeyed)),
        new Effects(Map.of(DEVICE, stored), Map.of(DEVICE, alarms), Map.of(DEVICE, commands)));
  }

  private List<String> found() {
    return outcome(judgement()).faultsFound();
  }

  private Outcome outcome(Judgement judgement) {
    Fault fault = Fault.of("any", "part", Fault.Healing.LINE, () -> () -> evidence, () -> {});
    return new Outcome(
        inOrder ? fault : fault.withoutOrder(), evidence, failure, course, judgement, 0, 0);
  }
}
