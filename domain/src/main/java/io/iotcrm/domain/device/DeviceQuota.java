package io.iotcrm.domain.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.Serializable;
import java.io.StringReader;

/**
 * What the section {@code quota} of a profile allows each device of it; null where it does not
 * limit.
 *
 * @param messagesPerMinute in the long run
 * @param burst how many may come at once; a minute's, unless said otherwise
 * @param readingsPerDay of the UTC day
 */
public record DeviceQuota(Long messagesPerMinute, Long burst, Long readingsPerDay)
    implements Serializable {
  public static final DeviceQuota NONE = new DeviceQuota(null, null, null);

  /**
   * @param settings of the profile, a JSON object
   */
  public static DeviceQuota of(String settings) {
    try (JsonReader reader = JSON.createReader(new StringReader(settings))) {
      if (reader.readObject().get("quota") instanceof JsonObject quota) {
        return new DeviceQuota(
            positive(quota, "messagesPerMinute"),
            positive(quota, "burst"),
            positive(quota, "readingsPerDay"));
      }
      return NONE;
    } catch (JsonException | ClassCastException e) {
      return NONE;
    }
  }

  private static Long positive(JsonObject section, String name) {
    return section.get(name) instanceof JsonNumber number && number.longValue() > 0
        ? (Long) number.longValue()
        : null;
  }
}
