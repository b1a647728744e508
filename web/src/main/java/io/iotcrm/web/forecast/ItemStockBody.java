package io.iotcrm.web.forecast;

import io.iotcrm.domain.forecast.StockTerms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * A count of an item.
 *
 * @param reserve null for 0
 * @param leadDays null for a week
 * @param taskWithinDays null: no task is made by itself
 */
public record ItemStockBody(
    @NotNull @PositiveOrZero Double onHand,
    Double reserve,
    Integer leadDays,
    Integer taskWithinDays) {

  StockTerms terms() {
    return new StockTerms(
        reserve == null ? 0 : reserve,
        leadDays == null ? StockTerms.DEFAULT_LEAD_DAYS : leadDays,
        taskWithinDays);
  }
}
