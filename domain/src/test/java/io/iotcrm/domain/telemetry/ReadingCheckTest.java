package io.iotcrm.domain.telemetry;

import static io.iotcrm.domain.telemetry.ReadingCheck.Refusal.IN_THE_FUTURE;
import static io.iotcrm.domain.telemetry.ReadingCheck.Refusal.OUT_OF_RANGE;
import static io.iotcrm.domain.telemetry.ReadingCheck.Refusal.TOO_MANY_KEYS;
import static io.iotcrm.domain.telemetry.ReadingCheck.Refusal.TOO_OLD;
import static io.iotcrm.domain.telemetry.ReadingCheck.Refusal.WRONG_KIND;
import static io.iotcrm.domain.telemetry.ReadingCheck.Refusal.WRONG_UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.telemetry.ReadingCheck.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingCheckTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final ReadingCheck check =
      new ReadingCheck(
          List.of(
              new SeriesSpec("temperature", "Cel", SeriesSpec.Kind.NUMBER, -40.0, 80.0),
              new SeriesSpec("open", null, SeriesSpec.Kind.BOOLEAN, null, null),
              new SeriesSpec("zone", null, SeriesSpec.Kind.STRING, null, null)));

  static Stream<Arguments> readings() {
    return Stream.of(
        Arguments.of("temperature", 0L, 80.0, "Cel", null),
        Arguments.of("temperature", 0L, -40.0, null, null),
        Arguments.of("temperature", 0L, 80.1, "Cel", OUT_OF_RANGE),
        Arguments.of("temperature", 0L, -40.1, null, OUT_OF_RANGE),
        Arguments.of("temperature", 0L, 20.0, "K", WRONG_UNIT),
        Arguments.of("temperature", 0L, true, null, WRONG_KIND),
        Arguments.of("open", 0L, false, null, null),
        Arguments.of("open", 0L, 1.0, null, WRONG_KIND),
        Arguments.of("zone", 0L, "coffee", null, null),
        Arguments.of("zone", 0L, 7.0, null, WRONG_KIND),
        Arguments.of("unheard-of", 0L, 7.0, "any", null),
        Arguments.of("open", 300L, true, null, null),
        Arguments.of("open", 301L, true, null, IN_THE_FUTURE),
        Arguments.of("open", -370L * 86_400, true, null, null),
        Arguments.of("open", -370L * 86_400 - 1, true, null, TOO_OLD));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void believesWhatTheProfileAndTheClockAllow(
      String key, long offset, Object value, String unit, Refusal expected) {
    Reading reading = new Reading("d", key, NOW.plusSeconds(offset), value, unit);
    assertThat(check.refusal(reading, NOW)).isEqualTo(expected);
  }

  @Test
  void takesAFewSeriesThatTheProfileDoesNotKnow() {
    ReadingCheck narrow =
        new ReadingCheck(
            List.of(new SeriesSpec("k0", null, SeriesSpec.Kind.NUMBER, null, null)),
            Duration.ofMinutes(5),
            Duration.ofDays(1),
            3);
    assertThat(narrow.refusal(message(4))).isNull();
    assertThat(narrow.refusal(message(5))).isEqualTo(TOO_MANY_KEYS);
  }

  private static List<Reading> message(int keys) {
    return IntStream.range(0, keys)
        .mapToObj(i -> new Reading("d", "k" + i, NOW, 1.0, null))
        .toList();
  }
}
