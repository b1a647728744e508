package io.iotcrm.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotcrm.edge.pipeline.OutgoingBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UplinkTest {
  private static final Duration WHILE = Duration.ofMillis(300);

  @TempDir Path directory;

  private final FakeLink link = new FakeLink();
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final AtomicInteger stored = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger droppedForAge = new AtomicInteger();
  private Duration maxAge = Duration.ZERO;
  private BatchStore store;
  private Uplink uplink;

  private void open(long maxBytes, boolean dropsOldest) throws IOException {
    store = BatchStore.open(directory, maxBytes);
    uplink =
        new Uplink(
            link,
            store,
            new UplinkPolicy(4, dropsOldest, maxAge),
            new UplinkCounters() {
              @Override
              public void forwarded(int readings) {}

              @Override
              public void stored(int readings) {
                stored.incrementAndGet();
              }

              @Override
              public void dropped(int batches, int readings, boolean forAge) {
                (forAge ? droppedForAge : dropped).addAndGet(batches);
              }
            });
    uplink.start();
  }

  @AfterEach
  void close() {
    uplink.close(Duration.ZERO);
  }

  private void offer(String text) throws InterruptedException {
    uplink.offer(
        new OutgoingBatch(
            text.getBytes(StandardCharsets.UTF_8), 0, 1, List.of(() -> acknowledged.add(text))));
  }

  private void marker(String name) throws InterruptedException {
    uplink.offer(new OutgoingBatch(null, 0, 0, List.of(() -> acknowledged.add(name))));
  }

  private void offerAll(String... texts) throws InterruptedException {
    for (String text : texts) {
      offer(text);
    }
  }

  @Test
  void acknowledgesADeviceMessageOnlyAfterItsBatchIsAccepted() throws Exception {
    open(1 << 20, false);
    link.connect();
    offerAll("a", "b");
    await().until(() -> link.sent.size() == 2);
    await().during(WHILE).until(acknowledged::isEmpty);
    link.acceptAll();
    await().until(() -> acknowledged.equals(List.of("a", "b")));
    assertThat(stored).hasValue(0);
  }

  @Test
  void isIdleWhileItIsConnectedAndNothingIsOnItsWay() throws Exception {
    open(1 << 20, false);
    assertThat(uplink.isIdle()).isFalse();
    link.connect();
    await().until(uplink::isIdle);
    offer("a");
    assertThat(uplink.isIdle()).isFalse();
    await().until(() -> link.sent.size() == 1);
    assertThat(uplink.isIdle()).isFalse();
    link.acceptAll();
    await().until(uplink::isIdle);
    link.lose();
    await().until(() -> !uplink.isIdle());
    offer("b");
    await().until(() -> acknowledged.equals(List.of("a", "b")));
    link.connect();
    await().until(() -> link.sent.size() == 2);
    assertThat(uplink.isIdle()).as("the store is not empty").isFalse();
    link.acceptAll();
    await().until(uplink::isIdle);
  }

  @Test
  void acknowledgesADeviceMessageOnlyAfterItsBatchIsStored() throws Exception {
    open(1 << 20, false);
    offerAll("a", "b");
    await().until(() -> acknowledged.equals(List.of("a", "b")));
    assertThat(link.sent).isEmpty();
    // what was acknowledged is on disk: another process finds it
    try (BatchStore copy = BatchStore.open(directory, 1 << 20)) {
      assertThat(new String(copy.next().bytes(), StandardCharsets.UTF_8)).isEqualTo("a");
      assertThat(new String(copy.next().bytes(), StandardCharsets.UTF_8)).isEqualTo("b");
    }
  }

  @Test
  void acknowledgesNothingBeforeWhatCameBeforeIt() throws Exception {
    open(1 << 20, false);
    link.connect();
    offerAll("a", "b");
    marker("duplicate of b");
    await().until(() -> link.sent.size() == 2);
    link.accept("b");
    await().during(WHILE).until(acknowledged::isEmpty);
    link.accept("a");
    await().until(() -> acknowledged.equals(List.of("a", "b", "duplicate of b")));
  }

  @Test
  void storesWhatWasOnItsWayWhenTheLinkBroke() throws Exception {
    open(1 << 20, false);
    link.connect();
    offerAll("a", "b", "c", "d", "e", "f");
    await().until(() -> link.sent.size() == 4);
    link.accept("a");
    await().until(() -> acknowledged.size() == 1);
    link.lose();
    await().until(() -> acknowledged.equals(List.of("a", "b", "c", "d", "e", "f")));
    assertThat(uplink.bufferedBatches()).isEqualTo(5);
    link.sent.clear();
    link.connect();
    await()
        .untilAsserted(
            () -> {
              link.acceptAll();
              assertThat(uplink.bufferedBatches()).isZero();
            });
    assertThat(link.sent).containsExactly("b", "c", "d", "e", "f");
  }

  @Test
  void sendsTheStoreBeforeWhatIsNewer() throws Exception {
    open(1 << 20, false);
    offerAll("1", "2", "3", "4", "5", "6");
    await().until(() -> acknowledged.size() == 6);
    link.connect();
    await().until(() -> link.sent.size() == 4);
    offerAll("7", "8");
    await()
        .untilAsserted(
            () -> {
              link.acceptAll();
              assertThat(link.sent).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
            });
    await().until(() -> acknowledged.size() == 8);
  }

  @Test
  void keepsAtMostItsWindowOnTheWay() throws Exception {
    open(1 << 20, false);
    link.connect();
    for (int i = 0; i < 20; i++) {
      offer("b" + i);
    }
    await().until(() -> link.open() == 4);
    await().during(WHILE).until(() -> link.open() == 4);
  }

  @Test
  void sendsARefusedBatchAgain() throws Exception {
    open(1 << 20, false);
    link.connect();
    offer("a");
    await().until(() -> link.open() == 1);
    link.refuseAll();
    await().until(() -> link.resets == 1 && acknowledged.equals(List.of("a"))); // stored
    link.connect();
    await().until(() -> link.sent.equals(List.of("a", "a")));
  }

  @Test
  void makesDevicesWaitWhenTheStoreIsFull() throws Exception {
    open(1 << 20, false);
    String kilobytes = "x".repeat(100_000);
    CompletableFuture<Void> offers =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int i = 0; i < 100; i++) {
                  offer(i + kilobytes);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> acknowledged.size() == 10 && !uplink.hasRoom());
    await().during(WHILE).until(() -> acknowledged.size() == 10 && !offers.isDone());
    link.connect();
    await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              link.acceptAll();
              assertThat(acknowledged).hasSize(100);
            });
    assertThat(offers).isCompleted();
    assertThat(dropped).hasValue(0);
    await()
        .untilAsserted(
            () -> {
              link.acceptAll();
              assertThat(uplink.hasRoom()).isTrue();
            });
  }

  @Test
  void givesUpTheOldestWhenTheStoreIsFullAndTheAdministratorSaidSo() throws Exception {
    open(1 << 20, true);
    String kilobytes = "x".repeat(100_000);
    for (int i = 0; i < 15; i++) {
      offer(i + kilobytes);
    }
    await().until(() -> acknowledged.size() == 15);
    assertThat(dropped).hasValueBetween(5, 7);
    link.connect();
    await().until(() -> link.sent.size() == 4);
    assertThat(link.sent.get(0)).startsWith(dropped.get() + "x");
  }

  @Test
  void storesTheRestWhenItIsStopped() throws Exception {
    open(1 << 20, false);
    link.connect();
    offerAll("a", "b");
    await().until(() -> link.sent.size() == 2);
    uplink.close(Duration.ofMillis(200));
    assertThat(acknowledged).containsExactly("a", "b");
    try (BatchStore after = BatchStore.open(directory, 1 << 20)) {
      assertThat(after.batches()).isEqualTo(2);
    }
  }

  @Test
  void givesUpWhatIsTooOldWhileTheCentreIsAway() throws Exception {
    try (BatchStore before =
        BatchStore.open(directory, 1 << 20, () -> Instant.now().minus(Duration.ofDays(3)))) {
      before.append(new byte[] {1}, 7);
      before.sync();
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
      }
    }
    maxAge = Duration.ofDays(2);
    open(1 << 20, false);
    await().until(() -> droppedForAge.get() == 1);
    assertThat(store.batches()).isZero();
    assertThat(dropped).hasValue(0);
  }
}
