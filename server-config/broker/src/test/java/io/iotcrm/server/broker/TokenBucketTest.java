package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

  @Test
  void givesSoManyAtOnceAndThenByTheMinute() {
    TokenBucket bucket = new TokenBucket(2, 60, 0);

    assertThat(bucket.take(0)).isTrue();
    assertThat(bucket.take(0)).isTrue();
    assertThat(bucket.take(999)).isFalse();
    assertThat(bucket.take(1_000)).isTrue();
  }

  @Test
  void aDebtIsPaidBeforeTheNext() {
    TokenBucket bucket = new TokenBucket(1, 60, 0);
    bucket.take(0);

    assertThat(bucket.borrow(0)).isEqualTo(2_000);
    assertThat(bucket.take(1_999)).isFalse();
    assertThat(bucket.take(2_000)).isTrue();
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    TokenBucket bucket = new TokenBucket(1, 60, 10_000);
    bucket.take(10_000);

    assertThat(bucket.take(0)).isFalse();
  }
}
