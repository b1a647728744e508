package io.iotcrm.ejb.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingRateTest {
  private final Instant start = Instant.parse("2026-03-01T12:00:00Z");
  private final ReadingRate rate = new ReadingRate();

  @Test
  void knowsNothingBeforeTheSecondSample() {
    rate.add(start, 1_000);

    assertThat(rate.perMinute()).isZero();
  }

  @Test
  void projectsTheFirstMinuteFromWhatThereIs() {
    rate.add(start, 1_000);
    rate.add(start.plusSeconds(15), 1_500);

    assertThat(rate.perMinute()).isEqualTo(2_000);
  }

  @Test
  void forgetsWhatIsOlderThanAMinute() {
    for (int i = 0; i <= 60; i++) {
      rate.add(start.plusSeconds(5L * i), i < 30 ? 100_000L * i : 3_000_000 + i);
    }

    assertThat(rate.perMinute()).isEqualTo(12);
  }

  @Test
  void beginsAgainWhenTheDatabaseLostItsStatistics() {
    rate.add(start, 1_000_000);
    rate.add(start.plusSeconds(5), 10);
    rate.add(start.plusSeconds(10), 20);

    assertThat(rate.perMinute()).isEqualTo(120);
  }
}
