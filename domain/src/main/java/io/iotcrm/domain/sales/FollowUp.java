package io.iotcrm.domain.sales;

/**
 * The task that follows one that is done.
 *
 * @param subject null: that of the task that is done
 * @param kind null: the same
 * @param days due so many days from now, 1 to 366
 */
public record FollowUp(String subject, TaskKind kind, int days) {
  public FollowUp {
    if (days < 1 || days > 366) {
      throw new IllegalArgumentException("a follow-up is due in 1 to 366 days");
    }
  }
}
