package io.iotcrm.domain.device;

import java.util.HashMap;
import java.util.Map;

/**
 * What rules may know about a device besides its readings.
 *
 * @param accountId the owning company's id or null; ids only, names stay in the database
 * @param attributes as they stand in the registry
 */
public record DeviceTraits(
    String id,
    String profileKey,
    String site,
    String accountId,
    String contactId,
    Map<String, Object> attributes) {

  /** As rules see it; what is not known is missing. */
  Map<String, Object> variable() {
    Map<String, Object> map = new HashMap<>();
    map.put("id", id);
    map.put("profile", profileKey);
    map.put("attributes", attributes);
    if (site != null) {
      map.put("site", site);
    }
    if (accountId != null) {
      map.put("accountId", accountId);
    }
    if (contactId != null) {
      map.put("contactId", contactId);
    }
    return map;
  }
}
