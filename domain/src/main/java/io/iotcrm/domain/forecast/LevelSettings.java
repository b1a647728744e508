package io.iotcrm.domain.forecast;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The section {@code forecast} of a profile: which series are levels of a stock, e.g. {@code
 * {"levels": {"consumable": {"reserve": 10, "leadDays": 5, "taskWithinDays": 7}}}}. The database
 * reads it for the daily run.
 */
public final class LevelSettings {
  private LevelSettings() {}

  /**
   * @param pointer where the section is
   */
  public static List<Violation> violations(JsonObject section, String pointer) {
    List<Violation> violations = new ArrayList<>();
    section.forEach(
        (name, value) -> {
          String at = pointer + "/" + name;
          if (!name.equals("levels")) {
            violations.add(new Violation(at, "is unknown; there is levels"));
          } else if (value instanceof JsonObject levels) {
            for (Map.Entry<String, JsonValue> level : levels.entrySet()) {
              level(level.getValue(), at + "/" + level.getKey(), violations);
            }
          } else {
            violations.add(new Violation(at, "must be an object of settings by series"));
          }
        });
    return violations;
  }

  private static void level(JsonValue value, String pointer, List<Violation> violations) {
    if (!(value instanceof JsonObject level)) {
      violations.add(new Violation(pointer, "must be an object"));
      return;
    }
    level.forEach(
        (name, one) -> {
          String at = pointer + "/" + name;
          switch (name) {
            case "reserve" -> {
              if (!(one instanceof JsonNumber)) {
                violations.add(new Violation(at, "must be a number"));
              }
            }
            case "leadDays" -> days(one, 0, at, violations);
            case "taskWithinDays" -> days(one, 1, at, violations);
            default ->
                violations.add(
                    new Violation(
                        at, "is unknown; there are reserve, leadDays and taskWithinDays"));
          }
        });
  }

  private static void days(JsonValue value, int least, String at, List<Violation> violations) {
    boolean fine =
        value instanceof JsonNumber number
            && number.isIntegral()
            && number.bigIntegerValue().bitLength() < 32
            && number.intValue() >= least
            && number.intValue() <= StockTerms.MOST_DAYS;
    if (!fine) {
      violations.add(
          new Violation(
              at, "must be a whole number of days, " + least + " to " + StockTerms.MOST_DAYS));
    }
  }
}
