package io.iotcrm.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.DeviceSelection;
import io.iotcrm.domain.platform.InvalidInputException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportTimingTest {
  @ParameterizedTest
  @CsvSource({
    // Riga is two hours ahead, three from 29 March 2026 on.
    "DAILY,   1, 2026-03-27T04:30:00Z, 2026-03-28T04:30:00Z",
    "DAILY,   1, 2026-03-28T04:30:00Z, 2026-03-29T03:30:00Z",
    "DAILY,   1, 2026-03-27T04:29:59Z, 2026-03-27T04:30:00Z",
    "WEEKLY,  1, 2026-03-27T00:00:00Z, 2026-03-30T03:30:00Z",
    "WEEKLY,  5, 2026-03-27T00:00:00Z, 2026-03-27T04:30:00Z",
    "MONTHLY, 1, 2026-03-27T00:00:00Z, 2026-04-01T03:30:00Z",
    "MONTHLY, 28, 2026-03-27T00:00:00Z, 2026-03-28T04:30:00Z"
  })
  void runsAtItsTimeByTheClockOfItsZone(
      ExportTiming.Frequency every, int day, Instant after, Instant next) {
    ExportTiming timing = new ExportTiming(every, day, LocalTime.of(6, 30), "Europe/Riga", null);
    assertThat(timing.next(after)).isEqualTo(next);
  }

  @Test
  void isAboutWholeDaysUpToTheMidnightBeforeTheRun() {
    Instant run = Instant.parse("2026-04-01T03:30:00Z");
    ExportTiming monthly =
        new ExportTiming(
            ExportTiming.Frequency.MONTHLY, 1, LocalTime.of(6, 30), "Europe/Riga", null);
    assertThat(monthly.from(run)).isEqualTo(Instant.parse("2026-02-28T22:00:00Z"));
    assertThat(monthly.to(run)).isEqualTo(Instant.parse("2026-03-31T21:00:00Z"));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> timing(29, "UTC", null)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> timing(1, "Nowhere", null)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> timing(1, "UTC", Period.ofYears(2)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> timing(1, "UTC", Period.ZERO))
        .isInstanceOf(InvalidInputException.class);
  }

  private static ExportTiming timing(int day, String zone, Period span) {
    return new ExportTiming(ExportTiming.Frequency.MONTHLY, day, LocalTime.NOON, zone, span);
  }

  @Test
  void aSpecIsTheSameAfterItWasStored() {
    ExportSpec spec =
        new ExportSpec(
            new DeviceSelection("p", "riga", null, List.of("d-1")),
            List.of("temperature"),
            Instant.parse("2026-03-01T00:00:00Z"),
            Instant.parse("2026-04-01T00:00:00Z"),
            TransferFormat.PARQUET,
            "PT1H",
            "Europe/Riga",
            List.of("avg", "p95"));
    assertThat(ExportSpec.fromJson(spec.toJson())).isEqualTo(spec);
    ExportSpec scheduled = spec.over(null, null);
    assertThat(ExportSpec.fromJson(scheduled.toJson())).isEqualTo(scheduled);
  }

  @Test
  void windowsOfIntervalsEndAtTheirEdges() {
    ExportSpec spec =
        new ExportSpec(
            new DeviceSelection("p", null, null, null),
            null,
            Instant.parse("2026-03-01T00:20:00Z"),
            Instant.parse("2026-03-01T03:40:00Z"),
            TransferFormat.CSV,
            "PT1H",
            null,
            null);
    Instant first = spec.windowEnd(spec.from(), 2);
    assertThat(first).isEqualTo(Instant.parse("2026-03-01T02:00:00Z"));
    assertThat(spec.windowEnd(first, 2)).isEqualTo(spec.to());
    assertThat(spec.aggregates()).containsExactly("avg");
  }
}
