package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a rule saw, as JSON and back: numbers, booleans and texts. */
final class EventValues {
  private EventValues() {}

  static JsonObject toJson(Map<String, Object> values) {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    values.forEach(
        (name, value) -> {
          if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            json.add(name, number.doubleValue());
          } else if (value instanceof Boolean flag) {
            json.add(name, flag);
          } else if (value != null) {
            json.add(name, value.toString());
          }
        });
    return json.build();
  }

  static Map<String, Object> fromJson(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return fromJson(reader.readObject());
    }
  }

  static Map<String, Object> fromJson(JsonObject json) {
    Map<String, Object> values = new LinkedHashMap<>();
    json.forEach(
        (name, value) -> {
          if (value instanceof JsonNumber number) {
            values.put(name, number.doubleValue());
          } else if (value instanceof JsonString string) {
            values.put(name, string.getString());
          } else if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            values.put(name, value == JsonValue.TRUE);
          }
        });
    return values;
  }
}
