package io.iotcrm.web.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final RateLimit limit = new RateLimit(2, 60);

  @Test
  void admitsSoManyAtOnceAndThenOneASecond() {
    assertThat(limit.admits("a", 0)).isTrue();
    assertThat(limit.admits("a", 0)).isTrue();
    assertThat(limit.admits("a", 500)).isFalse();
    assertThat(limit.admits("a", 1_500)).isTrue();
    assertThat(limit.admits("a", 1_600)).isFalse();
  }

  @Test
  void eachCallerHasItsOwn() {
    limit.admits("a", 0);
    limit.admits("a", 0);

    assertThat(limit.admits("b", 0)).isTrue();
  }
}
