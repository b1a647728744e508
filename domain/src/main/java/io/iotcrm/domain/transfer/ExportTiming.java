package io.iotcrm.domain.transfer;

import io.iotcrm.domain.platform.InvalidInputException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * When an export runs by itself, and over what time.
 *
 * @param day of the week, 1 (Monday) to 7, or of the month, 1 to 28; of no meaning for daily ones
 * @param at by the clock of the zone; a time that a change of the clock leaves out is an hour later
 * @param span how much time the export is about: it ends at the midnight before the run
 */
public record ExportTiming(Frequency every, int day, LocalTime at, String zone, Period span)
    implements Serializable {
  private static final int MAX_DAYS = 366;

  /** How often. */
  public enum Frequency {
    DAILY,
    WEEKLY,
    MONTHLY
  }

  public ExportTiming {
    if (every == null) {
      throw new InvalidInputException("/every", "is required: DAILY, WEEKLY or MONTHLY");
    }
    int last = every == Frequency.WEEKLY ? 7 : 28;
    if (every != Frequency.DAILY && (day < 1 || day > last)) {
      throw new InvalidInputException("/day", "must be 1 to " + last);
    }
    if (at == null) {
      throw new InvalidInputException("/at", "is required, as 06:30");
    }
    try {
      zone = ZoneId.of(zone == null ? "UTC" : zone).getId();
    } catch (DateTimeException e) {
      throw new InvalidInputException("/zone", "must be a time zone, e.g. Europe/Riga");
    }
    if (span == null) {
      span =
          switch (every) {
            case DAILY -> Period.ofDays(1);
            case WEEKLY -> Period.ofDays(7);
            case MONTHLY -> Period.ofMonths(1);
          };
    }
    long days = span.toTotalMonths() * 31 + span.getDays();
    if (span.isNegative() || span.isZero() || days > MAX_DAYS + 6) {
      throw new InvalidInputException("/span", "must be a period of up to a year, e.g. P7D or P1M");
    }
  }

  /** The next run after a moment. */
  public Instant next(Instant after) {
    ZoneId where = ZoneId.of(zone);
    LocalDate date = LocalDate.ofInstant(after, where);
    if (every == Frequency.WEEKLY) {
      date = date.with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.of(day)));
    } else if (every == Frequency.MONTHLY) {
      date = date.withDayOfMonth(day);
    }
    Instant run = date.atTime(at).atZone(where).toInstant();
    while (!run.isAfter(after)) {
      date =
          switch (every) {
            case DAILY -> date.plusDays(1);
            case WEEKLY -> date.plusWeeks(1);
            case MONTHLY -> date.plusMonths(1);
          };
      run = date.atTime(at).atZone(where).toInstant();
    }
    return run;
  }

  /** The end, exclusive, of what a run at this moment is about. */
  public Instant to(Instant run) {
    ZoneId where = ZoneId.of(zone);
    return LocalDate.ofInstant(run, where).atStartOfDay(where).toInstant();
  }

  /** The beginning of what a run at this moment is about. */
  public Instant from(Instant run) {
    ZoneId where = ZoneId.of(zone);
    return LocalDate.ofInstant(run, where).minus(span).atStartOfDay(where).toInstant();
  }
}
