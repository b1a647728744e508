package io.iotcrm.benchmark.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the demo shop promises and does its support, as the API takes it. */
public final class Support {
  public static final String CALENDAR = "Shop hours";
  public static final String QUEUE = "Cold chain";

  private Support() {}

  public static List<Map<String, Object>> calendars() {
    List<String> week = List.of("08:00-20:00");
    List<String> weekend = List.of("09:00-18:00");
    Map<String, Object> hours = new LinkedHashMap<>();
    for (String day : List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")) {
      hours.put(day, week);
    }
    hours.put("SATURDAY", weekend);
    hours.put("SUNDAY", weekend);
    return List.of(
        Map.of(
            "name",
            CALENDAR,
            "timeZone",
            "Europe/Riga",
            "hours",
            hours,
            "holidays",
            List.of("2026-12-24", "2026-12-25", "2026-12-26", "2027-01-01")));
  }

  public static List<Map<String, Object>> queues() {
    return List.of(
        Map.of(
            "name",
            QUEUE,
            "description",
            "Fridges and what is in them",
            "assignment",
            "MANUAL",
            "standard",
            true,
            "members",
            List.of("support")));
  }

  /**
   * @param calendarId the calendar whose hours count
   */
  public static List<Map<String, Object>> policies(String calendarId) {
    return List.of(
        policy("Urgent", "URGENT", calendarId, 15, 120),
        policy("High", "HIGH", calendarId, 30, 240),
        policy("Everything else", null, calendarId, 240, 1_440));
  }

  private static Map<String, Object> policy(
      String name, String priority, String calendarId, int response, int resolution) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("name", name);
    if (priority != null) {
      policy.put("priority", priority);
    }
    policy.put("calendarId", calendarId);
    policy.put("firstResponseMinutes", response);
    policy.put("resolutionMinutes", resolution);
    policy.put("warnMinutes", 10);
    policy.put("raisePriority", true);
    return policy;
  }

  public static List<Map<String, Object>> macros() {
    return List.of(
        Map.of(
            "name",
            "Ask for a photo",
            "description",
            "The door and its seal, before somebody drives there",
            "text",
            "Dear {contact.name}, please send us a photo of the door of {device.id} and its seal."
                + " Kind regards, {agent.name}",
            "internal",
            false,
            "status",
            "PENDING",
            "addTags",
            List.of("photo-asked"),
            "assignee",
            "me"),
        Map.of(
            "name",
            "Cooled down again",
            "text",
            "The temperature is back within its limits.",
            "status",
            "RESOLVED"));
  }
}
