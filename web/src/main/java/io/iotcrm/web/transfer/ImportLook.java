package io.iotcrm.web.transfer;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.Serializable;
import java.io.StringReader;
import java.util.List;

/** The preview of an import, for a page. */
public record ImportLook(
    List<Column> columns,
    String problem,
    long rows,
    boolean more,
    long readings,
    long refused,
    int unknown,
    List<String> unknownDevices,
    List<Line> first,
    List<Line> errors)
    implements Serializable {

  /**
   * A column.
   *
   * @param as what it is taken for; null: left out
   */
  public record Column(String name, String as) implements Serializable {}

  /** A reading, or a row that is none. */
  public record Line(String row, String device, String time, String key, String value, String error)
      implements Serializable {}

  static ImportLook of(String preview) {
    try (JsonReader reader = JSON.createReader(new StringReader(preview))) {
      JsonObject json = reader.readObject();
      return new ImportLook(
          array(json, "columns").getValuesAs(JsonObject.class).stream()
              .map(c -> new Column(c.getString("name"), c.getString("as", null)))
              .toList(),
          json.getString("problem", null),
          json.getInt("rows", 0),
          json.getBoolean("more", false),
          json.getInt("readings", 0),
          json.getInt("refused", 0),
          json.getInt("unknown", 0),
          array(json, "unknownDevices").getValuesAs(JsonString::getString),
          lines(json, "first"),
          lines(json, "errors"));
    }
  }

  private static JsonArray array(JsonObject json, String name) {
    return json.containsKey(name) ? json.getJsonArray(name) : JsonValue.EMPTY_JSON_ARRAY;
  }

  private static List<Line> lines(JsonObject json, String name) {
    return array(json, name).getValuesAs(JsonObject.class).stream()
        .map(
            one ->
                new Line(
                    text(one, "row"),
                    text(one, "device"),
                    text(one, "time"),
                    text(one, "key"),
                    text(one, "value"),
                    text(one, "error")))
        .toList();
  }

  private static String text(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value == null) {
      return null;
    }
    return value instanceof JsonString text ? text.getString() : value.toString();
  }
}
