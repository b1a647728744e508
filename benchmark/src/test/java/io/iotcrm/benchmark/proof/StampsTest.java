package io.iotcrm.benchmark.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StampsTest {
  private final Stamps stamps = new Stamps();

  @Test
  void noMomentIsGivenTwice() {
    assertThat(stamps.next(1_000)).isEqualTo(1_000);
    assertThat(stamps.next(1_000)).isEqualTo(1_001);
    assertThat(stamps.next(1_000)).isEqualTo(1_002);
  }

  @Test
  void aClockThatWasMovedBackComesByTheMomentsOfBefore() {
    stamps.next(1_050);
    stamps.next(91_000);

    assertThat(stamps.next(1_049)).isEqualTo(1_049);
    assertThat(stamps.next(1_050)).isEqualTo(1_051);
    assertThat(stamps.next(1_100)).isEqualTo(1_100);
  }
}
