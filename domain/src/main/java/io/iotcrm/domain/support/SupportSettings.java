package io.iotcrm.domain.support;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What a device profile says of its devices' tickets: section {@code support} of its settings.
 *
 * <pre>
 * "support": {"queue": "Cold chain"}
 * </pre>
 */
public final class SupportSettings {
  private static final String SECTION = "support";
  private static final String QUEUE = "queue";

  private SupportSettings() {}

  /** Everything that is wrong with a section. */
  public static List<Violation> violations(JsonObject section, String pointer) {
    List<Violation> violations = new ArrayList<>();
    section.forEach(
        (name, value) -> {
          if (!name.equals(QUEUE)) {
            violations.add(new Violation(pointer + "/" + name, "is no member; there is queue"));
          } else if (!(value instanceof JsonString text) || text.getString().isBlank()) {
            violations.add(new Violation(pointer + "/" + name, "must be the name of a queue"));
          }
        });
    return violations;
  }

  /**
   * The queue that a device's tickets go to.
   *
   * @param settings of a profile
   * @return null where they name none
   */
  public static String queue(String settings) {
    try (JsonReader reader = JSON.createReader(new StringReader(settings))) {
      JsonObject section = reader.readObject().getJsonObject(SECTION);
      return section == null ? null : section.getString(QUEUE, null);
    } catch (JsonException | ClassCastException unreadable) {
      return null; // older than the check of settings: as if it named none
    }
  }
}
