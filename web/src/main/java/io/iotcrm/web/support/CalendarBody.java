package io.iotcrm.web.support;

import io.iotcrm.domain.support.CalendarDetails;
import io.iotcrm.domain.support.CalendarView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;

/** A business calendar as callers write it; spans are texts such as 09:00-17:00. */
public record CalendarBody(
    @NotBlank @Size(max = 100) String name,
    @NotBlank @Size(max = 64) String timeZone,
    @NotNull Map<DayOfWeek, @NotNull List<@NotNull String>> hours,
    @Size(max = 1_000) List<@NotNull String> holidays) {

  static CalendarBody of(CalendarView view) {
    return new CalendarBody(view.name(), view.timeZone(), view.hours(), view.holidays());
  }

  CalendarDetails details() {
    return new CalendarDetails(name, timeZone, hours, holidays);
  }
}
