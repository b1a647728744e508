package io.iotcrm.domain.sales;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is forecast to be won in each month, in one currency.
 *
 * @param currencies all that deals have, the most used first
 * @param computedAt how fresh the deals are that it was made from
 * @param past the months before, oldest first: what was won
 * @param months the running month and those after it
 * @param undated open deals that say no close date; null: there are none
 */
public record SalesForecastView(
    String currency,
    List<String> currencies,
    Instant computedAt,
    List<Month> past,
    List<Month> months,
    Month undated)
    implements Serializable {
  public SalesForecastView {
    currencies = List.copyOf(currencies);
    past = List.copyOf(past);
    months = List.copyOf(months);
  }

  /**
   * One month, in whole cents.
   *
   * @param month its first day; null: deals without a close date
   * @param deals how many open deals are expected to close in it
   * @param won won so far
   * @param committed won, and open in committed stages
   * @param bestCase that, and open in stages for the best case
   * @param pipeline all that is won or open
   * @param weighted won, and what is open times its stage's probability
   * @param history won, and what is open times its measured probability of being won in the month
   */
  public record Month(
      LocalDate month,
      int deals,
      double won,
      double committed,
      double bestCase,
      double pipeline,
      double weighted,
      double history)
      implements Serializable {

    public static Month of(LocalDate month, ForecastCell sum) {
      return sum == null
          ? new Month(month, 0, 0, 0, 0, 0, 0, 0)
          : new Month(
              month,
              sum.deals(),
              cents(sum.won()),
              cents(sum.committedTotal()),
              cents(sum.bestCaseTotal()),
              cents(sum.bestCaseTotal() + sum.pipeline()),
              cents(sum.stageTotal()),
              cents(sum.historyTotal()));
    }

    private static double cents(double amount) {
      return Math.round(amount * 100) / 100.0;
    }
  }
}
