package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * An item to offer to one customer, with the reason to tell them.
 *
 * @param price null where the item has none
 * @param currency ISO 4217 code; null where the item has no price
 * @param score comparable within one answer only; the higher, the better
 * @param reason a sentence, e.g. "Because you bought Espresso beans 1 kg"
 * @param modelNumber the model that chose it; 0 is popularity, before any model is in service
 */
public record Offer(
    UUID itemId,
    String sku,
    String name,
    String category,
    BigDecimal price,
    String currency,
    double score,
    String reason,
    int modelNumber)
    implements Serializable {}
