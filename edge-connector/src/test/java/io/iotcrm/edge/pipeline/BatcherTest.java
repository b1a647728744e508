package io.iotcrm.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.IngestBatchCodec;
import io.iotcrm.domain.telemetry.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private static final Acknowledgement NOBODY = () -> {};

  private final List<OutgoingBatch> batches = new CopyOnWriteArrayList<>();

  private static List<Reading> readings(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Reading("d", "k" + i, Instant.ofEpochSecond(1_700_000_000), 1.0, null))
        .toList();
  }

  private Batcher batcher(int max, Duration age) {
    return new Batcher("edge-1", max, age, batches::add);
  }

  @Test
  void closesAFullBatchAtOnce() throws Exception {
    try (Batcher batcher = batcher(10, Duration.ofHours(1))) {
      batcher.add(readings(6), NOBODY);
      assertThat(batches).isEmpty();
      batcher.add(readings(6), NOBODY);
      assertThat(batches).hasSize(1);
    }
    OutgoingBatch batch = batches.get(0);
    assertThat(batch.readings()).isEqualTo(12);
    assertThat(batch.acknowledgements()).hasSize(2);
    IngestBatch decoded = new IngestBatchCodec().decode(batch.bytes());
    assertThat(decoded.edgeId()).isEqualTo("edge-1");
    assertThat(decoded.readings()).hasSize(12);
  }

  @Test
  void closesABatchWhenItsFirstMessageHasWaitedLongEnough() throws Exception {
    try (Batcher batcher = batcher(1_000, Duration.ofMillis(50))) {
      batcher.add(readings(2), NOBODY);
      batcher.add(readings(3), NOBODY);
      await().until(() -> batches.size() == 1);
      assertThat(batches.get(0).readings()).isEqualTo(5);
      batcher.add(readings(1), NOBODY);
      await().until(() -> batches.size() == 2);
    }
  }

  /** Where batches go, with something else on its way or not. */
  private final class Way implements BatchSink {
    private volatile boolean idle;

    @Override
    public void offer(OutgoingBatch batch) {
      idle = false;
      batches.add(batch);
    }

    @Override
    public boolean isIdle() {
      return idle;
    }
  }

  @Test
  void fewReadingsLeaveSoonWhileNothingElseIsOnItsWay() throws Exception {
    Way way = new Way();
    try (Batcher batcher = new Batcher("edge-1", 1_000, Duration.ofHours(1), way)) {
      batcher.add(readings(2), NOBODY);
      await().during(Duration.ofMillis(50)).until(batches::isEmpty);
      way.idle = true;
      await().until(() -> batches.size() == 1);
      assertThat(batches.get(0).readings()).isEqualTo(2);

      batcher.add(readings(60), NOBODY);
      way.idle = true;
      await("so many wait for more").during(Duration.ofMillis(50)).until(() -> batches.size() == 1);
    }
  }

  @Test
  void closesABatchThatIsLargeInBytes() throws Exception {
    Reading text =
        new Reading("d", "k", Instant.ofEpochSecond(1_700_000_000), "x".repeat(1_000), null);
    try (Batcher batcher = batcher(5_000, Duration.ofHours(1))) {
      for (int i = 0; i < 100; i++) {
        batcher.add(List.of(text), NOBODY);
      }
    }
    assertThat(batches).hasSize(2);
  }

  @Test
  void givesEveryBatchAnIdOfItsOwn() throws Exception {
    try (Batcher batcher = batcher(1, Duration.ofHours(1))) {
      batcher.add(readings(1), NOBODY);
      batcher.add(readings(1), NOBODY);
    }
    IngestBatchCodec codec = new IngestBatchCodec();
    assertThat(codec.decode(batches.get(0).bytes()).id())
        .isNotEqualTo(codec.decode(batches.get(1).bytes()).id());
  }

  @Test
  void passesOnAMessageThatHasNothingNew() throws Exception {
    try (Batcher batcher = batcher(10, Duration.ofMillis(20))) {
      batcher.add(List.of(), NOBODY);
      await().until(() -> batches.size() == 1);
    }
    assertThat(batches.get(0).bytes()).isNull();
    assertThat(batches.get(0).acknowledgements()).hasSize(1);
  }

  @Test
  void sendsWhatIsOpenWhenItIsClosed() throws Exception {
    Batcher batcher = batcher(10, Duration.ofHours(1));
    batcher.add(readings(1), NOBODY);
    batcher.close();
    assertThat(batches).hasSize(1);
  }
}
