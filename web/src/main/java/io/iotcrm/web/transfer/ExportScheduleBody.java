package io.iotcrm.web.transfer;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.transfer.ExportTiming;
import io.iotcrm.domain.transfer.NewExportSchedule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.Period;

/** A schedule as callers write it. */
public record ExportScheduleBody(
    @NotBlank @Size(max = 100) String name,
    @NotNull @Valid ExportBody spec,
    @NotNull ExportTiming.Frequency every,
    Integer day,
    @NotBlank String at,
    @Size(max = 64) String zone,
    @Size(max = 20) String span,
    Integer keep,
    Boolean enabled) {
  private static final int DEFAULT_KEEP = 10;

  NewExportSchedule wanted() {
    return new NewExportSchedule(
        name,
        spec.spec(),
        timing(every, day, at, zone, span),
        keep == null ? DEFAULT_KEEP : keep,
        !Boolean.FALSE.equals(enabled));
  }

  /** Of texts, as forms and bodies have them. */
  static ExportTiming timing(
      ExportTiming.Frequency every, Integer day, String at, String zone, String span) {
    LocalTime time;
    try {
      time = LocalTime.parse(at);
    } catch (DateTimeException e) {
      throw new InvalidInputException("/at", "must be a time of day, e.g. 06:30");
    }
    try {
      return new ExportTiming(
          every,
          day == null ? 1 : day,
          time.withSecond(0).withNano(0),
          zone,
          span == null || span.isBlank() ? null : Period.parse(span.strip()));
    } catch (DateTimeException e) {
      throw new InvalidInputException("/span", "must be a period, e.g. P7D or P1M");
    }
  }
}
