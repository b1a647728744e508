package io.iotcrm.domain.support;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A business calendar as lists and pages show it. */
public record CalendarView(
    UUID id,
    String name,
    String timeZone,
    Map<DayOfWeek, List<String>> hours,
    List<String> holidays,
    Instant updatedAt,
    long version)
    implements Serializable {

  public static CalendarView of(BusinessCalendar calendar) {
    CalendarDetails details = calendar.details();
    return new CalendarView(
        calendar.getId(),
        details.name(),
        details.timeZone(),
        details.hours(),
        details.holidays(),
        calendar.getUpdatedAt(),
        calendar.getVersion());
  }
}
