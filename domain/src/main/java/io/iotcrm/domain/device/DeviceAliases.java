package io.iotcrm.domain.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;

/**
 * What gateways call a device: its attribute {@code aliases}, a text or an array of texts, e.g.
 * {@code ["cold room door", "A4C138F4D2E1"]}.
 */
public final class DeviceAliases {
  private static final int MOST = 20;

  private DeviceAliases() {}

  /**
   * @param json the attribute's value, or null; anything but texts in it is passed over
   */
  public static List<String> of(String json) {
    if (json == null) {
      return List.of();
    }
    try (JsonReader reader = JSON.createReader(new StringReader("[" + json + "]"))) {
      JsonValue value = reader.readArray().get(0);
      JsonArray all =
          value instanceof JsonArray array ? array : JSON.createArrayBuilder().add(value).build();
      return all.stream()
          .filter(JsonString.class::isInstance)
          .map(one -> ((JsonString) one).getString())
          .filter(alias -> !alias.isBlank())
          .limit(MOST)
          .toList();
    } catch (JsonException e) {
      return List.of();
    }
  }
}
