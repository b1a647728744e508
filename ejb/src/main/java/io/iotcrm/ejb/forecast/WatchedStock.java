package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.forecast.StockTerms;
import java.util.UUID;

/**
 * A stock that the daily run looks at.
 *
 * @param deviceId with {@code key}; null for an item
 * @param itemId null for a device's level
 */
record WatchedStock(String deviceId, String key, UUID itemId, String name, StockTerms terms) {

  String subject() {
    return itemId == null ? "device/" + deviceId + "/" + key : "item/" + itemId;
  }
}
