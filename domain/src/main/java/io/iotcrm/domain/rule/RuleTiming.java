package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.InvalidInputException;

/**
 * When a rule's condition counts.
 *
 * @param holdSeconds the condition has to hold this long, 0..86,400
 * @param repeatCount so many times it has to become true (and hold) before the rule fires, 1..20
 * @param repeatSeconds the time within which it has to, 1..86,400; 0 where once is enough
 * @param scheduleJson the hours in which the rule may fire, see {@link Schedule}; null: always
 */
public record RuleTiming(int holdSeconds, int repeatCount, int repeatSeconds, String scheduleJson) {
  public static final int MAX_SECONDS = 86_400;
  public static final int MAX_REPETITIONS = 20;
  private static final int MAX_SCHEDULE = 10_000;

  public RuleTiming {
    require(holdSeconds >= 0 && holdSeconds <= MAX_SECONDS, "/holdSeconds", "must be 0 to 86,400");
    require(repeatCount >= 1 && repeatCount <= MAX_REPETITIONS, "/repeatCount", "must be 1 to 20");
    if (repeatCount == 1) {
      repeatSeconds = 0;
    } else {
      require(
          repeatSeconds >= 1 && repeatSeconds <= MAX_SECONDS,
          "/repeatSeconds",
          "must be 1 to 86,400 where repeatCount is more than 1");
    }
    if (scheduleJson != null && scheduleJson.isBlank()) {
      scheduleJson = null;
    }
    require(
        scheduleJson == null || scheduleJson.length() <= MAX_SCHEDULE,
        "/schedule",
        "has more than 10,000 characters");
  }

  /** Fires when the condition has held this long, at any hour. */
  public static RuleTiming hold(int seconds) {
    return new RuleTiming(seconds, 1, 0, null);
  }

  private static void require(boolean fine, String pointer, String problem) {
    if (!fine) {
      throw new InvalidInputException(pointer, problem);
    }
  }
}
