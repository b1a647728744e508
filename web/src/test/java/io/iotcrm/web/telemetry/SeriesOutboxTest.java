package io.iotcrm.web.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.telemetry.DevicePoint;
import io.iotcrm.web.telemetry.SeriesOutbox.Offered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesOutboxTest {
  private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void tellsOfASeriesAtMostOncePerIntervalAndThenTheNewest() {
    SeriesOutbox outbox =
        new SeriesOutbox(List.of("f1:temperature", "f2:temperature"), Duration.ofSeconds(1));
    assertThat(outbox.offer(point("f1", 0))).isEqualTo(Offered.KEPT);
    assertThat(outbox.take(5_000)).containsExactly(point("f1", 0));

    assertThat(outbox.offer(point("f1", 1))).isEqualTo(Offered.KEPT);
    assertThat(outbox.offer(point("f1", 3))).isEqualTo(Offered.COALESCED);
    assertThat(outbox.offer(point("f1", 2))).isEqualTo(Offered.COALESCED);
    assertThat(outbox.offer(point("f2", 1))).isEqualTo(Offered.KEPT);
    assertThat(outbox.take(5_999)).containsExactly(point("f2", 1));
    assertThat(outbox.hasDue(5_999)).isFalse();
    assertThat(outbox.hasDue(6_000)).isTrue();
    assertThat(outbox.take(6_000)).containsExactly(point("f1", 3));
    assertThat(outbox.takeDropped()).isZero();
  }

  @Test
  void leavesOutSeriesThatNobodyAskedFor() {
    SeriesOutbox outbox = new SeriesOutbox(List.of("f1:humidity"), Duration.ZERO);
    assertThat(outbox.offer(point("f1", 0))).isEqualTo(Offered.NOT_WANTED);
    assertThat(outbox.devices()).containsExactly("f1");
    assertThat(outbox.hasDue(0)).isFalse();
  }

  @Test
  void dropsAndCountsTheOldestWhereEveryReadingIsWantedAndNobodyTakesThem() {
    SeriesOutbox outbox = new SeriesOutbox(List.of("f1:temperature"), Duration.ZERO);
    for (int i = 0; i < SeriesOutbox.MAX_WAITING; i++) {
      assertThat(outbox.offer(point("f1", i))).isEqualTo(Offered.KEPT);
    }
    assertThat(outbox.offer(point("f1", 5_000))).isEqualTo(Offered.KEPT_AND_DROPPED);
    assertThat(outbox.offer(point("f1", 5_001))).isEqualTo(Offered.KEPT_AND_DROPPED);
    assertThat(outbox.takeDropped()).isEqualTo(2);
    assertThat(outbox.takeDropped()).isZero();
    assertThat(outbox.take(0))
        .hasSize(SeriesOutbox.MAX_WAITING)
        .startsWith(point("f1", 2))
        .endsWith(point("f1", 5_001));
    assertThat(outbox.take(0)).isEmpty();
  }

  @Test
  void takesALiveEventApart() {
    LiveEvent event =
        new LiveEvent(
            LiveEvent.Type.READING,
            "f1",
            null,
            null,
            T,
            null,
            "{\"temperature\":4.5,\"door\":true,\"zone\":\"B\"}");
    assertThat(SeriesFeed.points(event))
        .containsExactly(
            new DevicePoint("f1", "temperature", T, 4.5),
            new DevicePoint("f1", "door", T, 1.0),
            new DevicePoint("f1", "zone", T, "B"));
  }

  private static DevicePoint point(String device, int second) {
    return new DevicePoint(device, "temperature", T.plusSeconds(second), (double) second);
  }
}
