package io.iotcrm.domain.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hours in which a rule may fire, by the clock on a wall of its time zone. A window whose end
 * is not after its beginning reaches into the next day; it belongs to the day on which it begins,
 * also where that day is left out. Immutable.
 */
public final class Schedule {
  /** A schedule that has not begun after so many days does not begin. */
  private static final int MAX_DAYS_AHEAD = 400;

  private final ZoneId zone;
  private final List<Window> windows;
  private final List<Days> exceptions;

  /**
   * @param to the end, which is no longer in it; equal to {@code from} for a whole day
   */
  record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    boolean endsNextDay() {
      return !to.isAfter(from);
    }
  }

  /** From one day to another, both among them. */
  record Days(LocalDate first, LocalDate last) {
    boolean contain(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }
  }

  Schedule(ZoneId zone, List<Window> windows, List<Days> exceptions) {
    this.zone = zone;
    this.windows = List.copyOf(windows);
    this.exceptions = List.copyOf(exceptions);
  }

  public boolean includes(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    LocalDate today = local.toLocalDate();
    LocalTime time = local.toLocalTime();
    for (Window window : windows) {
      boolean begun = !time.isBefore(window.from());
      boolean over = !time.isBefore(window.to());
      if (window.endsNextDay()
          ? begun && isOn(window, today) || !over && isOn(window, today.minusDays(1))
          : begun && !over && isOn(window, today)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOn(Window window, LocalDate day) {
    return window.days().contains(day.getDayOfWeek())
        && exceptions.stream().noneMatch(days -> days.contain(day));
  }

  /** The next beginning of a window after a moment; empty where none comes within 400 days. */
  public Optional<Instant> nextStart(Instant moment) {
    LocalDate today = moment.atZone(zone).toLocalDate();
    for (int ahead = 0; ahead <= MAX_DAYS_AHEAD; ahead++) {
      LocalDate day = today.plusDays(ahead);
      Optional<Instant> start =
          windows.stream()
              .filter(window -> isOn(window, day))
              .map(window -> ZonedDateTime.of(day, window.from(), zone).toInstant())
              .filter(begin -> begin.isAfter(moment))
              .min(Instant::compareTo);
      if (start.isPresent()) {
        return start;
      }
    }
    return Optional.empty();
  }
}
