package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.proof.Judgement.Count;
import java.util.List;

/** Outcomes as rows of the report's one table. */
final class OutcomeTable {
  static final List<String> COLUMNS =
      List.of(
          "fault",
          "seen of it",
          "acknowledged",
          "stored",
          "missing",
          "duplicates",
          "invented",
          "order violations",
          "alarms expected",
          "alarms raised",
          "alarms twice",
          "commands expected",
          "commands done",
          "commands twice",
          "longest gap ms",
          "settled after ms",
          "verdict");

  private OutcomeTable() {}

  static List<Object> row(Outcome outcome) {
    Judgement found = outcome.judgement();
    boolean inOrder = outcome.fault().keepsOrder();
    List<String> wrong = outcome.faultsFound();
    return List.of(
        outcome.fault().name(),
        outcome.evidence().words(),
        found.of(Count.ACKNOWLEDGED),
        found.of(Count.STORED),
        found.of(Count.MISSING),
        found.of(Count.DUPLICATES),
        found.of(Count.INVENTED),
        inOrder ? found.of(Count.ORDER_VIOLATIONS) : "not judged",
        inOrder ? found.of(Count.ALARMS_EXPECTED) : "at most " + found.of(Count.ALARMS_EXPECTED),
        found.of(Count.ALARMS_RAISED),
        found.of(Count.ALARMS_TWICE),
        found.of(Count.COMMANDS_EXPECTED),
        found.of(Count.COMMANDS_DONE),
        found.of(Count.COMMANDS_TWICE),
        outcome.longestGapMillis(),
        outcome.settledMillis(),
        wrong.isEmpty() ? "PASS" : "FAIL: " + cell(String.join("; ", wrong)));
  }

  /** One line, without what ends a cell. */
  private static String cell(String text) {
    return text.strip().replaceAll("\\s+", " ").replace('|', '/');
  }
}
