package io.iotcrm.domain.sales;

import java.io.Serializable;

/**
 * Deals that were closed, of one pipeline, source, owner, reason, competitor or month.
 *
 * @param key what the list of deals is narrowed by; {@code -} for none
 * @param name what people call it; null where that is the key
 * @param wonAmount in the currency that was asked for
 * @param daysToWin median of days from opening to being won; null where none was won
 * @param daysToLose the same for lost ones
 */
public record WinLossRow(
    String key,
    String name,
    long won,
    long lost,
    double wonAmount,
    double lostAmount,
    Double daysToWin,
    Double daysToLose)
    implements Serializable {

  /** The part of the closed deals that was won, 0 to 1; null where none was closed. */
  public Double getWinRate() {
    return won + lost == 0 ? null : Double.valueOf((double) won / (won + lost));
  }
}
