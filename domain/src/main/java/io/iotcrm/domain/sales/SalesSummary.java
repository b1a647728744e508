package io.iotcrm.domain.sales;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The numbers of the sales dashboard.
 *
 * @param month the first day of the running month, in UTC
 * @param overdue open deals whose close date has passed
 * @param overdueTasks open tasks that are due already
 */
public record SalesSummary(
    LocalDate month,
    Part open,
    Part closingThisMonth,
    Part wonThisMonth,
    Part lostThisMonth,
    Part overdue,
    long overdueTasks,
    long tasksToday)
    implements Serializable {

  /** For somebody who does not see what deals are worth. */
  public SalesSummary withoutAmounts() {
    return new SalesSummary(
        month,
        open.counted(),
        closingThisMonth.counted(),
        wonThisMonth.counted(),
        lostThisMonth.counted(),
        overdue.counted(),
        overdueTasks,
        tasksToday);
  }

  /**
   * So many deals.
   *
   * @param sums what they are worth, by currency
   */
  public record Part(long deals, List<Sum> sums) implements Serializable {
    public Part {
      sums = List.copyOf(sums);
    }

    private Part counted() {
      return new Part(deals, List.of());
    }
  }

  /** An amount in a currency. */
  public record Sum(BigDecimal amount, String currency) implements Serializable {}
}
