package io.iotcrm.domain.support;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A business calendar as people write it.
 *
 * @param timeZone IANA, e.g. {@code Europe/Riga}
 * @param hours spans such as {@code 09:00-17:00} by weekday; 24:00 is the end of the day
 * @param holidays dates such as {@code 2026-12-25}, closed all day
 */
public record CalendarDetails(
    String name, String timeZone, Map<DayOfWeek, List<String>> hours, List<String> holidays)
    implements Serializable {
  private static final int MAX_NAME = 100;
  private static final int MAX_SPANS = 10;
  private static final int MAX_HOLIDAYS = 1_000;
  private static final Pattern SPAN =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)\\s*-\\s*(?:([01]\\d|2[0-3]):([0-5]\\d)|24:00)");

  public CalendarDetails {
    hours = hours == null ? Map.of() : new EnumMap<>(withLists(hours));
    holidays = holidays == null ? List.of() : List.copyOf(holidays);
  }

  /** An empty map has no type of its own to be copied. */
  private static Map<DayOfWeek, List<String>> withLists(Map<DayOfWeek, List<String>> hours) {
    Map<DayOfWeek, List<String>> copy = new EnumMap<>(DayOfWeek.class);
    hours.forEach((day, spans) -> copy.put(day, spans == null ? List.of() : List.copyOf(spans)));
    return copy;
  }

  /**
   * @throws InvalidInputException with everything that is wrong with it
   */
  public BusinessHours check() {
    List<Violation> violations = new ArrayList<>();
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      violations.add(new Violation("/name", "must have 1 to " + MAX_NAME + " characters"));
    }
    ZoneId zone = zone(violations);
    Map<DayOfWeek, List<BusinessHours.Span>> week = week(violations);
    Set<LocalDate> days = days(violations);
    if (violations.isEmpty()) {
      try {
        return new BusinessHours(zone, week, days);
      } catch (IllegalArgumentException e) {
        violations.add(new Violation("/hours", e.getMessage()));
      }
    }
    throw new InvalidInputException(violations);
  }

  private ZoneId zone(List<Violation> violations) {
    try {
      if (timeZone != null) {
        return ZoneId.of(timeZone);
      }
    } catch (DateTimeException unknown) {
      // Said below, as where it is missing.
    }
    violations.add(new Violation("/timeZone", "must be a time zone such as Europe/Riga"));
    return null;
  }

  private Map<DayOfWeek, List<BusinessHours.Span>> week(List<Violation> violations) {
    Map<DayOfWeek, List<BusinessHours.Span>> week = new EnumMap<>(DayOfWeek.class);
    hours.forEach(
        (day, spans) -> {
          List<BusinessHours.Span> read = new ArrayList<>();
          for (String text : spans) {
            BusinessHours.Span span = span(text);
            if (span == null) {
              violations.add(
                  new Violation("/hours/" + day, "must be spans such as 09:00-17:00: " + text));
            } else {
              read.add(span);
            }
          }
          if (read.size() > MAX_SPANS) {
            violations.add(
                new Violation("/hours/" + day, "must have at most " + MAX_SPANS + " spans"));
          }
          week.put(day, read);
        });
    return week;
  }

  /** Null where it is none. */
  private static BusinessHours.Span span(String text) {
    Matcher parts = SPAN.matcher(text == null ? "" : text.strip());
    if (!parts.matches()) {
      return null;
    }
    int from = seconds(parts.group(1), parts.group(2));
    int to =
        parts.group(3) == null ? BusinessHours.Span.DAY : seconds(parts.group(3), parts.group(4));
    return from < to ? new BusinessHours.Span(from, to) : null;
  }

  private static int seconds(String hour, String minute) {
    return Integer.parseInt(hour) * 3_600 + Integer.parseInt(minute) * 60;
  }

  private Set<LocalDate> days(List<Violation> violations) {
    Set<LocalDate> days = new HashSet<>();
    if (holidays.size() > MAX_HOLIDAYS) {
      violations.add(new Violation("/holidays", "must be at most " + MAX_HOLIDAYS));
      return days;
    }
    for (String text : holidays) {
      try {
        days.add(LocalDate.parse(text));
      } catch (DateTimeException | NullPointerException e) {
        violations.add(new Violation("/holidays", "must be dates such as 2026-12-25: " + text));
      }
    }
    return days;
  }
}
