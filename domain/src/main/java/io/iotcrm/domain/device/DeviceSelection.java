package io.iotcrm.domain.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
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

  /** What {@link #json} has written. */
  public static DeviceSelection of(JsonObject json) {
    JsonArray ids = json.getJsonArray("deviceIds");
    String account = json.getString("accountId", null);
    return new DeviceSelection(
        json.getString("profileKey", null),
        json.getString("site", null),
        account == null ? null : UUID.fromString(account),
        ids == null ? List.of() : ids.getValuesAs(JsonString::getString));
  }

  /** As it is stored: what is not given is left out. */
  public JsonObject json() {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    if (profileKey != null) {
      json.add("profileKey", profileKey);
    }
    if (site != null) {
      json.add("site", site);
    }
    if (accountId != null) {
      json.add("accountId", accountId.toString());
    }
    if (!deviceIds.isEmpty()) {
      json.add("deviceIds", JSON.createArrayBuilder(deviceIds));
    }
    return json.build();
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
