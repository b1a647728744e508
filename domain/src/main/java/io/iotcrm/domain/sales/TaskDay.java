package io.iotcrm.domain.sales;

import java.util.List;

/**
 * One person's open tasks, those that are due first before the others; at most 100 of each.
 *
 * @param reminders whose time to be reminded has come, until somebody dismisses them
 * @param overdue due before now
 * @param today due later today, in UTC
 * @param next due in the seven days after
 * @param sometime without a time
 */
public record TaskDay(
    List<TaskView> reminders,
    List<TaskView> overdue,
    List<TaskView> today,
    List<TaskView> next,
    List<TaskView> sometime) {
  public TaskDay {
    reminders = List.copyOf(reminders);
    overdue = List.copyOf(overdue);
    today = List.copyOf(today);
    next = List.copyOf(next);
    sometime = List.copyOf(sometime);
  }
}
