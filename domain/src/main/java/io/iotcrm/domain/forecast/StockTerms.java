package io.iotcrm.domain.forecast;

import io.iotcrm.domain.platform.InvalidInputException;

/**
 * What is asked of a stock.
 *
 * @param reserve the level at which it counts as empty
 * @param leadDays from an order to its arrival, 0 to 365
 * @param taskWithinDays a task is made when it will be empty within so many days; null: never
 */
public record StockTerms(double reserve, int leadDays, Integer taskWithinDays) {
  public static final int DEFAULT_LEAD_DAYS = 7;
  public static final int MOST_DAYS = 365;

  public StockTerms {
    if (!Double.isFinite(reserve)) {
      throw new InvalidInputException("/reserve", "must be a number");
    }
    if (leadDays < 0 || leadDays > MOST_DAYS) {
      throw new InvalidInputException("/leadDays", "must be 0 to " + MOST_DAYS);
    }
    if (taskWithinDays != null && (taskWithinDays < 1 || taskWithinDays > MOST_DAYS)) {
      throw new InvalidInputException("/taskWithinDays", "must be 1 to " + MOST_DAYS);
    }
  }
}
