package io.iotcrm.domain.customer;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of a record's custom fields, checked against the fields there are. */
public final class CustomValues {
  public static final String NONE = "{}";

  private final List<CustomField> fields;

  /**
   * @param fields of this kind of record, also those that are retired
   */
  public CustomValues(List<CustomField> fields) {
    this.fields = List.copyOf(fields);
  }

  /** The defaults of a record that is made without anybody being asked. */
  public String defaults() {
    JsonObjectBuilder values = JSON.createObjectBuilder();
    for (CustomField field : fields) {
      if (field.getRetiredAt() == null && field.getDefault() != null) {
        values.add(field.getKey(), field.getDefault());
      }
    }
    return values.build().toString();
  }

  /**
   * What a new record gets of what was given: a default where nothing was.
   *
   * @throws InvalidInputException naming every value that is missing or wrong
   */
  public String created(String given) {
    Map<String, JsonValue> all = new HashMap<>(object(defaults()));
    all.putAll(object(given));
    JsonObjectBuilder merged = JSON.createObjectBuilder();
    all.forEach(merged::add);
    return checked(merged.build(), object(NONE));
  }

  /**
   * What a record has of what was given. The values of retired fields stay.
   *
   * @param before what it had
   * @throws InvalidInputException naming every value that is missing or wrong
   */
  public String replaced(String given, String before) {
    return checked(object(given), object(before));
  }

  private String checked(JsonObject given, JsonObject before) {
    List<Violation> violations = new ArrayList<>();
    JsonObjectBuilder kept = JSON.createObjectBuilder();
    Map<String, JsonValue> unknown = new HashMap<>(given);
    for (CustomField field : fields) {
      JsonValue value = unknown.remove(field.getKey());
      boolean retired = field.getRetiredAt() != null;
      JsonValue stored = before.get(field.getKey());
      if (retired) {
        if (value != null && !value.equals(stored)) {
          violations.add(new Violation(pointer(field.getKey()), "is retired"));
        } else if (stored != null) {
          kept.add(field.getKey(), stored);
        }
      } else if (value == null || value == JsonValue.NULL) {
        if (field.isRequired()) {
          violations.add(new Violation(pointer(field.getKey()), "is required"));
        }
      } else {
        String problem = field.getType().problem(value, field.getChoices());
        // A choice that is not offered any more may stay where it is.
        if (problem != null && !value.equals(stored)) {
          violations.add(new Violation(pointer(field.getKey()), problem));
        }
        kept.add(field.getKey(), value);
      }
    }
    unknown.forEach(
        (key, value) -> {
          if (value != JsonValue.NULL) {
            violations.add(new Violation(pointer(key), "is no field of such a record"));
          }
        });
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return kept.build().toString();
  }

  /** A JSON object from its text. */
  public static JsonObject object(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new InvalidInputException("/custom", "must be a JSON object");
    }
  }

  private static String pointer(String key) {
    return "/custom/" + key.replace("~", "~0").replace("/", "~1");
  }
}
