package io.iotcrm.domain.forecast;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * What was counted of an item.
 *
 * @param taskWithinDays a task is made when it will be empty within so many days; null: never
 */
public record ItemStockView(
    UUID itemId,
    double onHand,
    Instant countedAt,
    double reserve,
    int leadDays,
    Integer taskWithinDays,
    long version)
    implements Serializable {

  public static ItemStockView of(ItemStock stock) {
    return new ItemStockView(
        stock.getItemId(),
        stock.getOnHand(),
        stock.getCountedAt(),
        stock.getTerms().reserve(),
        stock.getTerms().leadDays(),
        stock.getTerms().taskWithinDays(),
        stock.getVersion());
  }
}
