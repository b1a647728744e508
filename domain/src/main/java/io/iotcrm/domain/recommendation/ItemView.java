package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * An item as lists and pages show it.
 *
 * @param price null where none is known
 */
public record ItemView(
    UUID id,
    String sku,
    String name,
    String category,
    String shelf,
    Money price,
    boolean inStock,
    long version)
    implements Serializable {

  /**
   * @param currency ISO 4217 code
   */
  public record Money(BigDecimal amount, String currency) implements Serializable {}

  public static ItemView of(Item item) {
    return new ItemView(
        item.getId(),
        item.getSku(),
        item.getName(),
        item.getCategory(),
        item.getShelf(),
        item.getPriceAmount() == null
            ? null
            : new Money(item.getPriceAmount(), item.getPriceCurrency()),
        item.isInStock(),
        item.getVersion());
  }
}
