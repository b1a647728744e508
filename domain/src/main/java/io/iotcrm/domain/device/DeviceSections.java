package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks what a profile says of its devices' coming and going: sections {@code provisioning},
 * {@code presence} and {@code quota}. All members may be absent.
 *
 * <pre>
 * "provisioning": {"byKey": false, "byCertificate": false, "mostDevices": 1000, "claimMinutes": 60}
 * "presence":     {"graceSeconds": 10}
 * "quota":        {"messagesPerMinute": 600, "burst": 100, "readingsPerDay": 100000}
 * </pre>
 */
final class DeviceSections {
  /** Whole numbers from 1 to this, or yes and no where it is null. */
  private static final Map<String, Long> PROVISIONING =
      nullable(
          "byKey", null, "byCertificate", null, "mostDevices", 1_000_000L, "claimMinutes", 10_080L);

  private static final Map<String, Long> PRESENCE = nullable("graceSeconds", 3_600L);
  private static final Map<String, Long> QUOTA =
      nullable(
          "messagesPerMinute", 1_000_000L, "burst", 1_000_000L, "readingsPerDay", 1_000_000_000L);

  private DeviceSections() {}

  static List<Violation> provisioning(JsonObject section, String pointer) {
    return violations(PROVISIONING, section, pointer);
  }

  static List<Violation> presence(JsonObject section, String pointer) {
    return violations(PRESENCE, section, pointer);
  }

  static List<Violation> quota(JsonObject section, String pointer) {
    return violations(QUOTA, section, pointer);
  }

  private static List<Violation> violations(
      Map<String, Long> members, JsonObject section, String pointer) {
    List<Violation> violations = new ArrayList<>();
    section.forEach(
        (name, value) -> {
          String place = pointer + "/" + name;
          if (!members.containsKey(name)) {
            violations.add(new Violation(place, "is no member; there are " + members.keySet()));
          } else if (members.get(name) == null) {
            if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
              violations.add(new Violation(place, "must be true or false"));
            }
          } else if (!isWhole(value, members.get(name))) {
            violations.add(
                new Violation(place, "must be a whole number of 1 to " + members.get(name)));
          }
        });
    return violations;
  }

  private static boolean isWhole(JsonValue value, long most) {
    return value instanceof JsonNumber number
        && number.isIntegral()
        && number.bigDecimalValue().compareTo(BigDecimal.ONE) >= 0
        && number.bigDecimalValue().compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  private static Map<String, Long> nullable(Object... namesAndLimits) {
    Map<String, Long> members = new java.util.TreeMap<>();
    for (int i = 0; i < namesAndLimits.length; i += 2) {
      members.put((String) namesAndLimits[i], (Long) namesAndLimits[i + 1]);
    }
    return members;
  }
}
