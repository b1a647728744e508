package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.proof.Judgement.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a trial went.
 *
 * @param evidence what was seen of the fault while it lasted
 * @param failure why the fault could not be brought about, ended, or judged
 * @param course how many readings were offered before, during and after the fault
 * @param longestGapMillis the longest time in which nothing new was stored
 * @param settledMillis from the end of the fault, or the last reading where that is later, until
 *     everything was in its place
 */
record Outcome(
    Fault fault,
    Finding evidence,
    Optional<String> failure,
    Course course,
    Judgement judgement,
    long longestGapMillis,
    long settledMillis) {

  /** Readings that the devices published in each part of a trial. */
  record Course(int before, int during, int after) {}

  /** What is wrong, in words; empty for a trial that proves something and shows no fault. */
  List<String> faultsFound() {
    List<String> wrong = new ArrayList<>();
    failure.ifPresent(wrong::add);
    if (!evidence.evident()) {
      wrong.add("no evidence that the fault was there (" + evidence.words() + ")");
    }
    if (course.before() == 0 || course.during() == 0 || course.after() == 0) {
      wrong.add("not all three parts of the trial had readings " + course);
    }
    int unacknowledged = judgement.of(Count.OFFERED) - judgement.of(Count.ACKNOWLEDGED);
    if (unacknowledged > 0) {
      wrong.add(unacknowledged + " readings not acknowledged in the end");
    }
    none(wrong, Count.SILENT_DEVICES, "devices had nothing acknowledged");
    some(wrong, Count.ACKNOWLEDGED, "nothing was acknowledged");
    some(wrong, Count.STORED, "nothing was stored");
    none(wrong, Count.MISSING, "acknowledged readings missing");
    none(wrong, Count.DUPLICATES, "readings stored twice");
    none(wrong, Count.INVENTED, "stored readings that nobody sent");
    some(wrong, Count.ALARMS_EXPECTED, "too few readings for an alarm");
    some(wrong, Count.ALARMS_RAISED, "no alarm was raised");
    if (fault.keepsOrder()) {
      none(wrong, Count.ORDER_VIOLATIONS, "alarms that did not end at the next reading");
      none(wrong, Count.ALARMS_MISSING, "alarms missing");
    }
    none(wrong, Count.ALARMS_TWICE, "alarms raised twice");
    none(wrong, Count.ALARMS_INVENTED, "alarms without cause");
    int undone = judgement.of(Count.COMMANDS_EXPECTED) - judgement.of(Count.COMMANDS_DONE);
    if (undone > 0) {
      wrong.add(undone + " commands not done");
    }
    some(wrong, Count.COMMANDS_DONE, "no command was done");
    none(wrong, Count.COMMANDS_TWICE, "commands beyond one for each alarm");
    return wrong;
  }

  boolean isPerfect() {
    return faultsFound().isEmpty();
  }

  private void none(List<String> wrong, Count count, String words) {
    if (judgement.of(count) > 0) {
      wrong.add(judgement.of(count) + " " + words);
    }
  }

  private void some(List<String> wrong, Count count, String words) {
    if (judgement.of(count) == 0) {
      wrong.add(words);
    }
  }
}
