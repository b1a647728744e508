package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.CustomField;
import io.iotcrm.domain.customer.CustomFieldView;
import io.iotcrm.domain.customer.CustomValues;
import io.iotcrm.domain.customer.Extras;
import io.iotcrm.domain.platform.JsonProcessing;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tags and custom fields as people type them, for any kind of record. */
public final class ExtrasForm {
  private final List<CustomFieldView> fields;
  private final Map<String, String> values = new HashMap<>();
  private String tags;

  /** For a new record: with the defaults. */
  public ExtrasForm(List<CustomFieldView> all) {
    fields = all.stream().filter(field -> field.retiredAt() == null).toList();
    fields.forEach(field -> values.put(field.key(), field.defaultValue()));
  }

  /** Shows what a record has. */
  public void show(List<String> newTags, String custom) {
    tags = String.join(", ", newTags);
    JsonObject stored = CustomValues.object(custom);
    values.clear();
    fields.forEach(field -> values.put(field.key(), text(stored.get(field.key()))));
  }

  /** What was typed; whether it fits is the service's to say. */
  public Extras extras() {
    JsonObjectBuilder custom = JsonProcessing.JSON.createObjectBuilder();
    for (CustomFieldView field : fields) {
      String typed = values.get(field.key());
      if (typed != null && !typed.isBlank()) {
        custom.add(field.key(), CustomField.value(field.type(), typed.strip()));
      }
    }
    List<String> words =
        tags == null
            ? List.of()
            : Arrays.stream(tags.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
    return new Extras(words, custom.build().toString());
  }

  /** A stored value as it is typed; null for none. */
  static String text(JsonValue value) {
    if (value == null || value == JsonValue.NULL) {
      return null;
    }
    return value instanceof JsonString text ? text.getString() : value.toString();
  }

  public List<CustomFieldView> getFields() {
    return fields;
  }

  public Map<String, String> getValues() {
    return values;
  }

  public String getTags() {
    return tags;
  }

  public void setTags(String tags) {
    this.tags = tags;
  }
}
