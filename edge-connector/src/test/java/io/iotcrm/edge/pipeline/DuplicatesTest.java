package io.iotcrm.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.telemetry.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

  private static Reading reading(String device, String key, long millis, Object value) {
    return new Reading(device, key, AT.plusMillis(millis), value, null);
  }

  @Test
  void recognisesAReadingThatIsTheSameInEverything() {
    DuplicateFilter filter = new DuplicateFilter(1_000);
    assertThat(filter.isNew(reading("d", "k", 0, 1.0))).isTrue();
    assertThat(filter.isNew(reading("d", "k", 0, 1.0))).isFalse();
    assertThat(filter.isNew(reading("d", "k", 1, 1.0))).isTrue();
    assertThat(filter.isNew(reading("d", "k", 0, 1.5))).isTrue();
    assertThat(filter.isNew(reading("e", "k", 0, 1.0))).isTrue();
    assertThat(filter.isNew(reading("d", "j", 0, 1.0))).isTrue();
    assertThat(filter.isNew(reading("d", "k", 0, "1.0"))).isTrue();
    assertThat(filter.isNew(reading("d", "k", 0, true))).isTrue();
  }

  @Test
  void remembersItsWindowAndNoMoreThanTwice() {
    DuplicateFilter filter = new DuplicateFilter(1_000);
    for (int i = 0; i < 100_000; i++) {
      assertThat(filter.isNew(reading("d", "k", i, 1.0))).isTrue();
      if (i >= 1_000) {
        assertThat(filter.isNew(reading("d", "k", i - 999, 1.0))).isFalse();
      }
    }
    assertThat(filter.isNew(reading("d", "k", 0, 1.0))).isTrue();
  }

  private final RedeliveryGuard guard = new RedeliveryGuard();
  private final byte[] message = "{\"t\":1}".getBytes(StandardCharsets.UTF_8);
  private long now = 1;

  private RedeliveryGuard.Taken take() {
    return guard.take("d", message, now);
  }

  private void seconds(int passed) {
    now += TimeUnit.SECONDS.toNanos(passed);
  }

  @Test
  void takesEqualMessagesWhileTheConnectionLives() {
    assertThat(take()).isNotNull();
    assertThat(take()).isNotNull();
  }

  @Test
  void recognisesEachMessageInDoubtOnceAfterTheConnectionIsBack() {
    take();
    take();
    guard.connectionLost(now);
    seconds(60);
    guard.connectionBack(now);
    assertThat(take()).isNull();
    assertThat(take()).isNull();
    assertThat(take()).isNotNull();
  }

  @Test
  void doesNotDoubtWhatWasAcknowledgedLongBefore() {
    take().acknowledged(now);
    seconds(5);
    guard.connectionLost(now);
    guard.connectionBack(now);
    assertThat(take()).isNotNull();
  }

  @Test
  void doubtsAnAcknowledgementThatMayBeLost() {
    take().acknowledged(now);
    guard.connectionLost(now);
    guard.connectionBack(now);
    assertThat(take()).isNull();
  }

  @Test
  void stopsDoubtingSoonAfterTheConnectionIsBack() {
    take();
    guard.connectionLost(now);
    guard.connectionBack(now);
    seconds(61);
    assertThat(take()).isNotNull();
  }
}
