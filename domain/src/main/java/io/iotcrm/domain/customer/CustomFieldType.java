package io.iotcrm.domain.customer;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What values a custom field has. */
public enum CustomFieldType {
  /** At most 2,000 characters. */
  TEXT,
  NUMBER,
  /** A day, e.g. {@code 2026-03-31}. */
  DATE,
  /** One of the field's choices. */
  CHOICE,
  YES_NO;

  private static final int MAX_TEXT = 2_000;
  private static final BigDecimal MAX_NUMBER = new BigDecimal("1e15");

  /**
   * What is wrong with a value, to be read after its name; null where nothing is.
   *
   * @param value not JSON null
   */
  public String problem(JsonValue value, List<String> choices) {
    return switch (this) {
      case TEXT ->
          value instanceof JsonString text && text.getString().length() <= MAX_TEXT
              ? null
              : "must be a text of at most 2,000 characters";
      case NUMBER ->
          value instanceof JsonNumber number
                  && number.bigDecimalValue().abs().compareTo(MAX_NUMBER) < 0
              ? null
              : "must be a number below 1e15";
      case DATE -> isDay(value) ? null : "must be a date, e.g. 2026-03-31";
      case CHOICE ->
          value instanceof JsonString text && choices.contains(text.getString())
              ? null
              : "must be one of " + String.join(", ", choices);
      case YES_NO ->
          value == JsonValue.TRUE || value == JsonValue.FALSE ? null : "must be true or false";
    };
  }

  private static boolean isDay(JsonValue value) {
    try {
      return value instanceof JsonString text && LocalDate.parse(text.getString()) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
