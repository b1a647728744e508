package io.iotcrm.domain.support;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A service level as people write it.
 *
 * @param priority which tickets it is for; null: any
 * @param queueId the same; null: any
 * @param calendarId whose business hours count; null: around the clock
 * @param firstResponseMinutes business minutes, 1 to 525,600; null: not promised
 * @param resolutionMinutes the same
 * @param warnMinutes a target is near when so many business minutes are left; 0 to 525,600
 * @param notifyAssignee whether the assignee (where there is none, the queue's members) gets a mail
 * @param notifyTeam a team that gets a mail about a breach; null: none
 * @param raisePriority whether a breach makes the ticket more urgent
 * @param escalateTo who gets a ticket whose target was breached; null: it stays whose it is
 */
public record PolicyDetails(
    String name,
    Priority priority,
    UUID queueId,
    UUID calendarId,
    Integer firstResponseMinutes,
    Integer resolutionMinutes,
    int warnMinutes,
    boolean notifyAssignee,
    String notifyTeam,
    boolean raisePriority,
    String escalateTo,
    boolean enabled) {
  private static final int MAX_MINUTES = 525_600;
  private static final int MAX_NAME = 100;

  /**
   * @throws InvalidInputException with everything that is wrong with it
   */
  void check() {
    List<Violation> violations = new ArrayList<>();
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      violations.add(new Violation("/name", "must have 1 to " + MAX_NAME + " characters"));
    }
    checkMinutes("/firstResponseMinutes", firstResponseMinutes, violations);
    checkMinutes("/resolutionMinutes", resolutionMinutes, violations);
    if (firstResponseMinutes == null && resolutionMinutes == null) {
      violations.add(
          new Violation("/firstResponseMinutes", "must be there, or /resolutionMinutes"));
    }
    if (warnMinutes < 0 || warnMinutes > MAX_MINUTES) {
      violations.add(new Violation("/warnMinutes", "must be 0 to " + MAX_MINUTES));
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }

  private static void checkMinutes(String pointer, Integer minutes, List<Violation> violations) {
    if (minutes != null && (minutes < 1 || minutes > MAX_MINUTES)) {
      violations.add(new Violation(pointer, "must be 1 to " + MAX_MINUTES));
    }
  }
}
