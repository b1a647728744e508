package io.iotcrm.domain.rule.twin;

import java.util.HashMap;
import java.util.Map;

/**
 * What rules may know about a device besides its readings. It travels through the grid, so it has
 * ids and kinds only: no name, no address, nothing by which a person could be found.
 *
 * @param accountId the owning company's id or null; ids only, names stay in the database
 * @param attributes as they stand in the registry
 * @param customer the contact's {@code tier}, {@code profilingConsent} and {@code
 *     marketingConsent}, as far as there are any
 * @param account the account's {@code industry}, if it has one
 */
public record DeviceTraits(
    String id,
    String profileKey,
    String site,
    String accountId,
    String contactId,
    Map<String, Object> attributes,
    Map<String, Object> customer,
    Map<String, Object> account) {

  /** A device of nobody in particular. */
  public DeviceTraits(
      String id,
      String profileKey,
      String site,
      String accountId,
      String contactId,
      Map<String, Object> attributes) {
    this(id, profileKey, site, accountId, contactId, attributes, Map.of(), Map.of());
  }

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
