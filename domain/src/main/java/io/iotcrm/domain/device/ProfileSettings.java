package io.iotcrm.domain.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.forecast.LevelSettings;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.support.SupportSettings;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a profile says beyond its series: a JSON object with a section per concern. Who owns a
 * concern reads its section; this class knows which sections there are and lets each be checked.
 */
public final class ProfileSettings {
  private static final Map<String, SectionCheck> SECTIONS =
      Map.ofEntries(
          Map.entry("mapping", EdgeSections::mapping),
          Map.entry("pipeline", EdgeSections::pipeline),
          Map.entry("privacy", EdgeSections::privacy),
          Map.entry("forecast", LevelSettings::violations),
          Map.entry("retention", RetentionSettings::violations),
          Map.entry("presence", DeviceSections::presence),
          Map.entry("provisioning", DeviceSections::provisioning),
          Map.entry("support", SupportSettings::violations),
          Map.entry("quota", DeviceSections::quota));

  private ProfileSettings() {}

  /** Finds everything that is wrong with a section. */
  @FunctionalInterface
  public interface SectionCheck {
    /**
     * @param pointer the section's JSON pointer, e.g. {@code /settings/pipeline}
     */
    List<Violation> violations(JsonObject section, String pointer);
  }

  /**
   * @param settings a JSON object
   * @throws InvalidInputException with everything that is wrong with it
   */
  public static void check(String settings) {
    List<Violation> violations = new ArrayList<>();
    JsonObject sections = parse(settings);
    for (Map.Entry<String, JsonValue> entry : sections.entrySet()) {
      String pointer = "/settings/" + entry.getKey();
      SectionCheck check = SECTIONS.get(entry.getKey());
      if (check == null) {
        violations.add(
            new Violation(pointer, "is no section; there are " + new TreeSet<>(SECTIONS.keySet())));
      } else if (entry.getValue() instanceof JsonObject section) {
        violations.addAll(check.violations(section, pointer));
      } else {
        violations.add(new Violation(pointer, "must be an object"));
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }

  private static JsonObject parse(String settings) {
    try (JsonReader reader = JSON.createReader(new StringReader(settings))) {
      return reader.readObject();
    } catch (JsonException | ClassCastException e) {
      throw new InvalidInputException("/settings", "must be a JSON object");
    }
  }
}
