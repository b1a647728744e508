package io.iotcrm.domain.customer;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A field that an installation adds to a kind of record. Its key and its type stay as they are, so
 * that what is stored keeps its meaning; a field that is not wanted any more is retired, and its
 * values are kept but not shown.
 */
@Entity
@Table(name = "custom_field")
public class CustomField {
  public static final Set<String> OBJECTS = Set.of("account", "contact", "lead");
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  @Id private UUID id;
  private String object;
  private String key;
  private String label;

  @Enumerated(EnumType.STRING)
  private CustomFieldType type;

  private boolean required;
  private String choices = "[]";

  @Column(name = "default_value")
  private String defaultValue;

  private String help;
  private boolean personal;
  private boolean listed;
  private int position;

  @Column(name = "retired_at")
  private Instant retiredAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected CustomField() {}

  /**
   * @param object {@code account}, {@code contact} or {@code lead}
   * @param key what programs call it: a letter, then letters, digits and _, all small, at most 40
   */
  public CustomField(String object, String key, CustomFieldType type, CustomFieldDetails details) {
    if (object == null || !OBJECTS.contains(object)) {
      throw new InvalidInputException("/object", "must be account, contact or lead");
    }
    if (key == null || !KEY.matcher(key).matches()) {
      throw new InvalidInputException(
          "/key", "must be a letter, then letters, digits and _, all small, at most 40");
    }
    if (type == null) {
      throw new InvalidInputException("/type", "must not be null");
    }
    this.id = Ids.next();
    this.object = object;
    this.key = key;
    this.type = type;
    this.createdAt = Instant.now();
    describe(details);
  }

  public final void describe(CustomFieldDetails details) {
    if (type == CustomFieldType.CHOICE == details.choices().isEmpty()) {
      throw new InvalidInputException("/choices", "belong to a CHOICE, and only to it");
    }
    label = details.label();
    required = details.required();
    JsonArrayBuilder array = JSON.createArrayBuilder();
    details.choices().forEach(array::add);
    choices = array.build().toString();
    defaultValue = details.defaultValue();
    help = details.help();
    personal = details.personal();
    listed = details.listed();
    position = details.position();
    updatedAt = Instant.now();
    JsonValue value = getDefault();
    String problem = value == null ? null : type.problem(value, details.choices());
    if (problem != null) {
      throw new InvalidInputException("/defaultValue", problem);
    }
  }

  /** Takes it out of forms and lists; its values are kept. */
  public void retire(Instant at) {
    retiredAt = retiredAt == null ? at : retiredAt;
    updatedAt = at;
  }

  public void bringBack(Instant at) {
    retiredAt = null;
    updatedAt = at;
  }

  /** The value that a new record gets; null for none. */
  public JsonValue getDefault() {
    return defaultValue == null ? null : value(type, defaultValue);
  }

  /**
   * A value as people type it, as it is stored. What is no value of the type becomes a text, which
   * {@link CustomFieldType#problem} refuses.
   */
  public static JsonValue value(CustomFieldType type, String typed) {
    if (type == CustomFieldType.YES_NO && (typed.equals("true") || typed.equals("false"))) {
      return typed.equals("true") ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (type == CustomFieldType.NUMBER) {
      try {
        return JSON.createValue(new BigDecimal(typed));
      } catch (NumberFormatException e) {
        return JSON.createValue(typed);
      }
    }
    return JSON.createValue(typed);
  }

  public UUID getId() {
    return id;
  }

  public String getObject() {
    return object;
  }

  public String getKey() {
    return key;
  }

  public CustomFieldType getType() {
    return type;
  }

  public CustomFieldDetails getDetails() {
    return new CustomFieldDetails(
        label, required, getChoices(), defaultValue, help, personal, listed, position);
  }

  public List<String> getChoices() {
    try (JsonReader reader = JSON.createReader(new StringReader(choices))) {
      return reader.readArray().getValuesAs(JsonString::getString);
    }
  }

  public boolean isRequired() {
    return required;
  }

  public Instant getRetiredAt() {
    return retiredAt;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public long getVersion() {
    return version;
  }
}
