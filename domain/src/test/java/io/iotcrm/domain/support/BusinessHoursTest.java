package io.iotcrm.domain.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.support.BusinessHours.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessHoursTest {
  private static final int HOUR = 3_600;

  private static Map<DayOfWeek, List<Span>> everyDay(int from, int to) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(new Span(from * HOUR, to * HOUR)));
    }
    return week;
  }

  private static BusinessHours office() {
    Map<DayOfWeek, List<Span>> week = everyDay(9, 17);
    week.remove(DayOfWeek.SATURDAY);
    week.remove(DayOfWeek.SUNDAY);
    return new BusinessHours(ZoneId.of("Europe/Riga"), week, Set.of(LocalDate.of(2026, 12, 25)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-05T07:00:00Z, 60, 2026-06-05T08:00:00Z", // Friday 10:00 in Riga, within the day
    "2026-06-05T13:30:00Z, 60, 2026-06-08T06:30:00Z", // Friday 16:30: half an hour, then Monday
    "2026-06-06T10:00:00Z, 1, 2026-06-08T06:01:00Z", // Saturday: from Monday 9:00
    "2026-06-05T04:00:00Z, 480, 2026-06-05T14:00:00Z", // the whole day ends when the day ends
    "2026-12-24T14:30:00Z, 60, 2026-12-28T07:30:00Z", // over Christmas and the weekend
    "2026-06-06T10:00:00Z, 0, 2026-06-06T10:00:00Z"
  })
  void countsOnlyBusinessHours(Instant from, int minutes, Instant due) {
    assertThat(office().add(from, Duration.ofMinutes(minutes))).isEqualTo(due);
  }

  @Test
  void anHourThatTheClockLeavesOutDoesNotCount() {
    // On 29 March 2026 the clock in Riga goes from 3:00 to 4:00.
    BusinessHours nights = new BusinessHours(ZoneId.of("Europe/Riga"), everyDay(2, 6), Set.of());

    assertThat(nights.between(at("2026-03-28T22:00:00Z"), at("2026-03-29T12:00:00Z")))
        .isEqualTo(Duration.ofHours(3));
    assertThat(nights.add(at("2026-03-29T00:00:00Z"), Duration.ofHours(2)))
        .isEqualTo(at("2026-03-29T02:00:00Z")); // 2:00 and two hours: 5:00 on the clock
  }

  @Test
  void anHourThatTheClockShowsTwiceCountsTwice() {
    // On 25 October 2026 the clock in Riga goes from 4:00 back to 3:00.
    BusinessHours nights = new BusinessHours(ZoneId.of("Europe/Riga"), everyDay(2, 6), Set.of());

    assertThat(nights.between(at("2026-10-24T22:00:00Z"), at("2026-10-25T12:00:00Z")))
        .isEqualTo(Duration.ofHours(5));
  }

  @Test
  void theDueMomentKeepsToTheClockOnTheWallOverAChangeOfTime() {
    // Friday 16:00 before the change in spring, four hours: Monday 12:00 on the wall.
    assertThat(office().add(at("2026-03-27T14:00:00Z"), Duration.ofHours(4)))
        .isEqualTo(at("2026-03-30T09:00:00Z"));
  }

  /** Compared with looking at the clock on the wall every minute. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Riga",
        "America/New_York",
        "America/Havana", // changes at midnight
        "America/St_Johns", // changed one minute after midnight, back over midnight
        "Australia/Lord_Howe", // changes by half an hour
        "Asia/Kathmandu", // is off by a quarter of an hour
        "Africa/Casablanca"
      })
  void agreesWithTheClockOnTheWall(String zone) {
    Random random = new Random(zone.hashCode());
    for (int round = 0; round < 60; round++) {
      int year = zone.equals("America/St_Johns") ? 2006 : 2026;
      BusinessHours hours = someHours(ZoneId.of(zone), random, year);
      Instant from = someChange(ZoneId.of(zone), random, year);
      int minutes = 1 + random.nextInt(5 * 1_440);
      Instant to = from.plus(Duration.ofMinutes(minutes));

      long open = 0;
      for (int minute = 0; minute < minutes; minute++) {
        if (hours.isOpen(from.plus(Duration.ofMinutes(minute)))) {
          open++;
        }
      }

      assertThat(hours.between(from, to)).as("%s %s", from, to).isEqualTo(Duration.ofMinutes(open));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Riga", "America/Havana", "Australia/Lord_Howe"})
  void whatIsAddedCanBeMeasuredAndNoEarlierMomentWouldDo(String zone) {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      BusinessHours hours = someHours(ZoneId.of(zone), random, 2026);
      Instant from = someChange(ZoneId.of(zone), random, 2026);
      Duration wanted = Duration.ofMillis(1 + random.nextInt(400 * HOUR * 100));

      Instant due = hours.add(from, wanted);

      assertThat(hours.between(from, due)).isEqualTo(wanted);
      assertThat(hours.between(from, due.minusMillis(1))).isLessThan(wanted);
    }
  }

  @Test
  void partsOfATimeAddUp() {
    Random random = new Random(11);
    ZoneId zone = ZoneId.of("Europe/Riga");
    for (int round = 0; round < 200; round++) {
      BusinessHours hours = someHours(zone, random, 2026);
      Instant from = someChange(zone, random, 2026);
      Instant middle = from.plusSeconds(random.nextInt(5 * Span.DAY));
      Instant to = middle.plusSeconds(random.nextInt(5 * Span.DAY));

      assertThat(hours.between(from, middle).plus(hours.between(middle, to)))
          .isEqualTo(hours.between(from, to));
    }
  }

  @Test
  void needsHoursThatDoNotOverlap() {
    ZoneId zone = ZoneId.of("UTC");
    Map<DayOfWeek, List<Span>> twice =
        Map.of(DayOfWeek.MONDAY, List.of(new Span(0, 10), new Span(9, 20)));

    assertThatThrownBy(() -> new BusinessHours(zone, twice, Set.of()))
        .hasMessageContaining("overlap");
    assertThatThrownBy(() -> new BusinessHours(zone, Map.of(), Set.of()))
        .hasMessageContaining("at least one weekday");
  }

  /** Some minutes around a change of the zone's clock; any time of the year where there is none. */
  private static Instant someChange(ZoneId zone, Random random, int year) {
    Instant start = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
    for (int changes = random.nextInt(2); changes >= 0; changes--) {
      var next = zone.getRules().nextTransition(start);
      start = next == null ? start.plus(Duration.ofDays(60)) : next.getInstant();
    }
    return start.minus(Duration.ofMinutes(random.nextInt(3 * 1_440)));
  }

  private static BusinessHours someHours(ZoneId zone, Random random, int year) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Span> spans = new ArrayList<>();
      int at = 0;
      for (int n = random.nextInt(4); n > 0 && at < 1_380; n--) {
        int from = at + random.nextInt(1_440 - at - 30);
        int to = Math.min(1_440, from + 1 + random.nextInt(600));
        spans.add(new Span(from * 60, to * 60));
        at = to;
      }
      week.put(day, spans);
    }
    week.put(DayOfWeek.WEDNESDAY, List.of(new Span(0, Span.DAY)));
    Set<LocalDate> holidays = new HashSet<>();
    for (int n = random.nextInt(20); n > 0; n--) {
      holidays.add(LocalDate.ofYearDay(year, 1 + random.nextInt(365)));
    }
    return new BusinessHours(zone, week, holidays);
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
