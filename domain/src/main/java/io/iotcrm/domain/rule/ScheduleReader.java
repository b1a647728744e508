package io.iotcrm.domain.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads a schedule from its JSON form and says everything that is wrong with it. */
final class ScheduleReader {
  private static final int MAX_WINDOWS = 50;
  private static final int MAX_EXCEPTIONS = 200;
  private static final Set<String> MEMBERS = Set.of("zone", "windows", "except");
  private static final Set<String> WINDOW_MEMBERS = Set.of("days", "from", "to");

  private final List<Violation> violations;

  private ScheduleReader(List<Violation> violations) {
    this.violations = violations;
  }

  /**
   * @param json a JSON object, or null for no schedule
   * @param violations takes what is wrong; the result is of no use where there is any
   */
  static Schedule read(String json, List<Violation> violations) {
    if (json == null) {
      return null;
    }
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return new ScheduleReader(violations).schedule(reader.readObject());
    } catch (JsonException | ClassCastException e) {
      violations.add(
          new Violation("/schedule", "must be a JSON object with zone, windows and except"));
      return null;
    }
  }

  private Schedule schedule(JsonObject json) {
    refuseUnknown(json, MEMBERS, "/schedule");
    List<Schedule.Window> windows = new ArrayList<>();
    JsonArray list = array(json, "windows", "/schedule", MAX_WINDOWS);
    for (int i = 0; i < list.size(); i++) {
      String pointer = "/schedule/windows/" + i;
      if (list.get(i) instanceof JsonObject window) {
        refuseUnknown(window, WINDOW_MEMBERS, pointer);
        windows.add(
            new Schedule.Window(
                days(window, pointer), time(window, "from", pointer), time(window, "to", pointer)));
      } else {
        violations.add(new Violation(pointer, "must be an object with days, from and to"));
      }
    }
    if (list.isEmpty()) {
      violations.add(new Violation("/schedule/windows", "must name a window at least"));
    }
    return new Schedule(zone(json), windows, exceptions(json));
  }

  private void refuseUnknown(JsonObject json, Set<String> known, String pointer) {
    for (String member : json.keySet()) {
      if (!known.contains(member)) {
        violations.add(new Violation(pointer + "/" + member, "is not known here"));
      }
    }
  }

  private ZoneId zone(JsonObject json) {
    try {
      return ZoneId.of(text(json.getOrDefault("zone", JsonValue.NULL)));
    } catch (DateTimeException e) {
      violations.add(
          new Violation("/schedule/zone", "must be a time zone such as Europe/Riga or UTC"));
      return ZoneId.of("UTC");
    }
  }

  private Set<DayOfWeek> days(JsonObject window, String pointer) {
    if (!window.containsKey("days")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (JsonValue value : array(window, "days", pointer, 7)) {
      for (DayOfWeek day : DayOfWeek.values()) {
        if (day.name().substring(0, 3).equals(text(value))) {
          days.add(day);
        }
      }
    }
    JsonValue given = window.get("days");
    if (days.isEmpty() || given instanceof JsonArray list && list.size() != days.size()) {
      violations.add(
          new Violation(pointer + "/days", "must be some of MON, TUE, WED, THU, FRI, SAT, SUN"));
    }
    return days;
  }

  private LocalTime time(JsonObject window, String name, String pointer) {
    String text = text(window.getOrDefault(name, JsonValue.NULL));
    if (name.equals("to") && text.equals("24:00")) {
      return LocalTime.MIDNIGHT;
    }
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      violations.add(new Violation(pointer + "/" + name, "must be a time such as 22:00"));
      return LocalTime.MIDNIGHT;
    }
  }

  private List<Schedule.Days> exceptions(JsonObject json) {
    List<Schedule.Days> exceptions = new ArrayList<>();
    JsonArray list = array(json, "except", "/schedule", MAX_EXCEPTIONS);
    for (int i = 0; i < list.size(); i++) {
      String text = text(list.get(i));
      int slash = text.indexOf('/');
      try {
        LocalDate first = LocalDate.parse(slash < 0 ? text : text.substring(0, slash));
        LocalDate last = slash < 0 ? first : LocalDate.parse(text.substring(slash + 1));
        if (last.isBefore(first)) {
          throw new DateTimeException("the wrong way round");
        }
        exceptions.add(new Schedule.Days(first, last));
      } catch (DateTimeException e) {
        violations.add(
            new Violation(
                "/schedule/except/" + i,
                "must be a date such as 2026-12-24, or two such as 2026-12-24/2026-12-26"));
      }
    }
    return exceptions;
  }

  private JsonArray array(JsonObject json, String name, String pointer, int most) {
    JsonValue value = json.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY);
    if (value instanceof JsonArray list && list.size() <= most) {
      return list;
    }
    violations.add(new Violation(pointer + "/" + name, "must be an array of at most " + most));
    return JsonValue.EMPTY_JSON_ARRAY;
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : "";
  }
}
