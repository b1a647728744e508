package io.iotcrm.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final String NIGHTS =
      """
      {"zone": "Europe/Riga",
       "windows": [{"days": ["MON", "TUE", "WED", "THU", "FRI"], "from": "22:00", "to": "06:00"},
                   {"days": ["SAT"], "from": "00:00", "to": "24:00"}],
       "except": ["2026-12-24", "2026-12-31/2027-01-01"]}
      """;

  private static Schedule schedule(String json) {
    List<Violation> violations = new ArrayList<>();
    Schedule schedule = ScheduleReader.read(json, violations);
    assertThat(violations).isEmpty();
    return schedule;
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-14T19:59:59Z, false, Monday just before 22:00 in Riga",
    "2026-12-14T20:00:00Z, true, Monday 22:00 in Riga",
    "2026-12-15T03:59:59Z, true, Tuesday before 6:00",
    "2026-12-15T04:00:00Z, false, Tuesday 6:00",
    "2026-12-14T03:00:00Z, false, the night of Sunday to Monday belongs to Sunday",
    "2026-12-19T03:00:00Z, true, the night of Friday to Saturday; and Saturday itself",
    "2026-12-19T21:59:59Z, true, Saturday to its end",
    "2026-12-19T22:00:00Z, false, Sunday",
    "2026-12-24T21:00:00Z, false, an exception",
    "2026-12-25T03:00:00Z, false, the night that began on it",
    "2026-12-31T21:00:00Z, false, a span of exceptions",
    "2027-01-01T21:00:00Z, false, and its end",
    "2026-07-13T19:30:00Z, true, Monday 22:30 in summer time"
  })
  void isInItsHoursByTheClockOnTheWall(Instant moment, boolean expected, String why) {
    assertThat(schedule(NIGHTS).includes(moment)).as(why).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-14T12:00:00Z, 2026-12-14T20:00:00Z",
    "2026-12-14T20:00:00Z, 2026-12-15T20:00:00Z",
    "2026-12-24T12:00:00Z, 2026-12-25T20:00:00Z",
  })
  void knowsWhenItBeginsNext(Instant moment, Instant next) {
    assertThat(schedule(NIGHTS).nextStart(moment)).contains(next);
  }

  @Test
  void hoursThatAClockChangeLeavesOutBeginAfterIt() {
    Schedule early =
        schedule("{\"zone\":\"Europe/Riga\",\"windows\":[{\"from\":\"03:30\",\"to\":\"05:00\"}]}");
    Instant change = Instant.parse("2026-03-29T01:00:00Z");
    assertThat(early.nextStart(change.minusSeconds(600)))
        .contains(Instant.parse("2026-03-29T01:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "[] => /schedule must be a JSON object",
        "{\"windows\":[{\"from\":\"1:00\",\"to\":\"02:00\"}],\"zone\":\"UTC\"} => /schedule/windows/0/from must be a time",
        "{\"zone\":\"Mars\",\"windows\":[{\"from\":\"01:00\",\"to\":\"02:00\"}]} => /schedule/zone must be a time zone",
        "{\"zone\":\"UTC\"} => /schedule/windows must name a window",
        "{\"zone\":\"UTC\",\"windows\":[{\"days\":[\"FOO\"],\"from\":\"01:00\",\"to\":\"02:00\"}]} => /schedule/windows/0/days must be some of",
        "{\"zone\":\"UTC\",\"windows\":[{\"day\":[],\"from\":\"01:00\",\"to\":\"02:00\"}]} => /schedule/windows/0/day is not known",
        "{\"zone\":\"UTC\",\"windows\":[{\"from\":\"01:00\",\"to\":\"02:00\"}],\"except\":[\"2026-13-01\"]} => /schedule/except/0 must be a date",
      })
  void saysWhereItIsWrong(String json, String problem) {
    List<Violation> violations = new ArrayList<>();
    ScheduleReader.read(json, violations);
    assertThat(violations)
        .extracting(violation -> violation.pointer() + " " + violation.detail())
        .anySatisfy(text -> assertThat(text).startsWith(problem));
  }
}
