package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.InvalidInputException;

/**
 * Whose forecast is wanted. All but the months may be null.
 *
 * @param pipeline the key of a pipeline; null: all
 * @param owner a user name; null: everybody's
 * @param team the deals' team, or that of their owner where they have none; null: all
 * @param currency ISO 4217; null: the one in which most was won
 * @param months 1 to 12, the running one included
 */
public record SalesForecastQuery(
    String pipeline, String owner, String team, String currency, int months) {
  public static final int MAX_MONTHS = 12;

  public SalesForecastQuery {
    if (months < 1 || months > MAX_MONTHS) {
      throw new InvalidInputException("/months", "must be 1 to " + MAX_MONTHS + ", not " + months);
    }
  }
}
