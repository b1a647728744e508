package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.InvalidInputException;
import java.time.Instant;

/**
 * Which closed deals are counted, and by what.
 *
 * @param from closed then or later
 * @param before closed before then
 * @param pipeline the key of a pipeline; null: all
 * @param owner a user name; null: everybody's
 * @param currency the currency of the amounts; deals in others are counted, not summed
 */
public record WinLossQuery(
    By by, Instant from, Instant before, String pipeline, String owner, String currency) {

  /** What rows are made by. */
  public enum By {
    PIPELINE,
    SOURCE,
    OWNER,
    REASON,
    COMPETITOR,
    MONTH
  }

  public WinLossQuery {
    if (by == null) {
      by = By.PIPELINE;
    }
    if (!from.isBefore(before)) {
      throw new InvalidInputException("/from", "must be before the end");
    }
    if (currency == null) {
      currency = "EUR";
    }
  }
}
