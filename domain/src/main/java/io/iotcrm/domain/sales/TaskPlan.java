package io.iotcrm.domain.sales;

import java.time.Instant;
import java.util.UUID;

/**
 * How a task is planned.
 *
 * @param kind null: a thing to do
 * @param dealId the deal that it is for; may be null
 * @param remindAt when its owner is reminded; null: not at all
 * @param repeatDays once it is done the next one is due so many days later, 1 to 366; null: no next
 */
public record TaskPlan(TaskKind kind, UUID dealId, Instant remindAt, Integer repeatDays) {
  public static final TaskPlan NONE = new TaskPlan(null, null, null, null);

  public TaskPlan {
    kind = kind == null ? TaskKind.TODO : kind;
    if (repeatDays != null && (repeatDays < 1 || repeatDays > 366)) {
      throw new IllegalArgumentException("a task repeats after 1 to 366 days");
    }
  }
}
