package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The section {@code retention}: how many days readings ({@code days}, by series in {@code series})
 * and hourly summaries ({@code rollupDays}) are kept. What is not said is kept for good. The
 * database reads it too, in the functions {@code reading_days} and {@code rollup_days}.
 */
final class RetentionSettings {
  private static final int MAX_DAYS = 36_500;

  private RetentionSettings() {}

  static List<Violation> violations(JsonObject section, String pointer) {
    List<Violation> violations = new ArrayList<>();
    section.forEach(
        (name, value) -> {
          String at = pointer + "/" + name;
          switch (name) {
            case "days", "rollupDays" -> days(value, at, violations);
            case "series" -> series(value, at, violations);
            default ->
                violations.add(
                    new Violation(at, "is unknown; there are days, rollupDays and series"));
          }
        });
    return violations;
  }

  private static void series(JsonValue value, String pointer, List<Violation> violations) {
    if (value instanceof JsonObject series) {
      for (Map.Entry<String, JsonValue> one : series.entrySet()) {
        days(one.getValue(), pointer + "/" + one.getKey(), violations);
      }
    } else {
      violations.add(new Violation(pointer, "must be an object of days by series"));
    }
  }

  private static void days(JsonValue value, String pointer, List<Violation> violations) {
    boolean fine =
        value instanceof JsonNumber number
            && number.isIntegral()
            && number.bigIntegerValue().bitLength() < 32
            && number.intValue() >= 1
            && number.intValue() <= MAX_DAYS;
    if (!fine) {
      violations.add(new Violation(pointer, "must be a whole number of days, 1 to " + MAX_DAYS));
    }
  }
}
