package io.iotcrm.benchmark.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GapsTest {
  private final Gaps gaps = new Gaps();

  @Test
  void findsThePauses() {
    for (long at : new long[] {0, 100, 1_500, 1_600, 1_600, 4_000}) {
      gaps.happened(at);
    }
    assertThat(gaps.longerThan(1_000))
        .containsExactly(new Gaps.Gap(100, 1_500), new Gaps.Gap(1_600, 4_000));
    assertThat(gaps.untilNext(120)).hasValue(1_380);
    assertThat(gaps.longestAfter(120)).hasValue(2_400);
    assertThat(gaps.untilNext(4_000)).isEmpty();
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(gaps.longerThan(0)).isEmpty();
    assertThat(gaps.untilNext(0)).isEmpty();
    assertThat(gaps.longestAfter(0)).isEmpty();
  }
}
