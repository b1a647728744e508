package io.iotcrm.domain.device;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/**
 * Some devices: those in use that fit all that is given, at least one of them.
 *
 * @param deviceIds at most 10,000; null or empty: any
 */
public record DeviceSelection(
    String profileKey, String site, UUID accountId, List<String> deviceIds)
    implements Serializable {
  private static final int MAX_IDS = 10_000;

  public DeviceSelection {
    profileKey = blankToNull(profileKey);
    site = blankToNull(site);
    deviceIds = deviceIds == null ? List.of() : List.copyOf(deviceIds);
    if (deviceIds.size() > MAX_IDS) {
      throw new IllegalArgumentException("deviceIds must have at most 10,000");
    }
    if (profileKey == null && site == null && accountId == null && deviceIds.isEmpty()) {
      throw new IllegalArgumentException(
          "needs at least one of profileKey, site, accountId and deviceIds");
    }
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
