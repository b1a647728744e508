package io.iotcrm.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchStoreTest {
  private static final long MANY = 64L * 1024 * 1024;

  @TempDir Path directory;

  private static byte[] batch(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> readAll(BatchStore store) throws IOException {
    List<String> read = new ArrayList<>();
    BatchStore.Batch next;
    while ((next = store.next()) != null) {
      read.add(new String(next.bytes(), StandardCharsets.UTF_8).trim());
    }
    return read;
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private BatchStore filled(long maxBytes, int batches) throws IOException {
    BatchStore store = BatchStore.open(directory, maxBytes);
    for (int i = 0; i < batches; i++) {
      // a kilobyte each, so that there are several files
      store.append(batch(i + " ".repeat(1_000)), i);
    }
    store.sync();
    return store;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.sorted().toList();
    }
  }

  @Test
  void givesBatchesBackInTheirOrderAfterARestart() throws IOException {
    filled(MANY, 3_000).close();
    assertThat(files()).hasSizeGreaterThan(2);
    try (BatchStore store = BatchStore.open(directory, MANY)) {
      assertThat(store.batches()).isEqualTo(3_000);
      assertThat(readAll(store)).isEqualTo(numbers(0, 3_000));
    }
  }

  @Test
  void remembersHowManyReadingsABatchHas() throws IOException {
    try (BatchStore store = filled(MANY, 8)) {
      BatchStore.Batch last = null;
      for (int i = 0; i < 8; i++) {
        last = store.next();
      }
      assertThat(last.readings()).isEqualTo(7);
    }
  }

  @Test
  void readsAgainWhatWasNotAcknowledged() throws IOException {
    try (BatchStore store = filled(MANY, 3_000)) {
      for (int i = 0; i < 2_000; i++) {
        store.next();
      }
      for (int i = 0; i < 1_500; i++) {
        store.acknowledgeOldest();
      }
      store.rewind();
      assertThat(store.batches()).isEqualTo(1_500);
      assertThat(readAll(store)).isEqualTo(numbers(1_500, 3_000));
    }
  }

  @Test
  void deletesItsFilesOnceAllInThemIsAcknowledged() throws IOException {
    try (BatchStore store = filled(MANY, 3_000)) {
      readAll(store);
      for (int i = 0; i < 3_000; i++) {
        store.acknowledgeOldest();
      }
      assertThat(files()).isEmpty();
      assertThat(store.isEmpty()).isTrue();
      assertThat(store.bytes()).isZero();
      store.append(batch("next"), 1);
      store.sync();
      assertThat(readAll(store)).containsExactly("next");
    }
  }

  @Test
  void goesOnReadingWhileBatchesAreAdded() throws IOException {
    try (BatchStore store = BatchStore.open(directory, MANY)) {
      assertThat(store.next()).isNull();
      store.append(batch("a"), 1);
      assertThat(readAll(store)).containsExactly("a");
      store.append(batch("b"), 1);
      store.append(batch("c"), 1);
      assertThat(readAll(store)).containsExactly("b", "c");
    }
  }

  @Test
  void toleratesAnEndThatWasCutOffAnywhere() throws IOException {
    filled(MANY, 3).close();
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    int record = whole.length / 3;
    for (int cut = 1; cut <= record; cut += 7) {
      Files.write(file, java.util.Arrays.copyOf(whole, whole.length - cut));
      try (BatchStore store = BatchStore.open(directory, MANY)) {
        assertThat(readAll(store)).containsExactly("0", "1");
        store.append(batch("new"), 1);
        store.sync();
      }
      try (BatchStore store = BatchStore.open(directory, MANY)) {
        assertThat(readAll(store)).containsExactly("0", "1", "new");
      }
      Files.list(directory).forEach(BatchStoreTest::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void doesNotGiveOutARecordThatWasChanged() throws IOException {
    filled(MANY, 2_000).close();
    Path first = files().get(0);
    try (FileChannel channel = FileChannel.open(first, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'x'}), Files.size(first) - 500);
    }
    try (BatchStore store = BatchStore.open(directory, MANY)) {
      List<String> read = readAll(store);
      assertThat(read).hasSize(1_999).startsWith("0", "1").endsWith("1999").doesNotHaveDuplicates();
    }
  }

  @Test
  void keepsWithinItsBound() throws IOException {
    long bound = 1024 * 1024;
    try (BatchStore store = BatchStore.open(directory, bound)) {
      byte[] batch = new byte[10_000];
      while (store.hasRoomFor(batch)) {
        store.append(batch, 1);
      }
      store.sync();
      long onDisk = 0;
      for (Path file : files()) {
        onDisk += Files.size(file);
      }
      assertThat(onDisk).isLessThanOrEqualTo(bound).isGreaterThan(bound - 11_000);
    }
  }

  @Test
  void givesUpTheOldestWhenToldTo() throws IOException {
    try (BatchStore store = filled(MANY, 3_000)) {
      store.rewind();
      int lost = store.dropOldest().batches();
      assertThat(lost).isPositive();
      assertThat(store.batches()).isEqualTo(3_000 - lost);
      assertThat(readAll(store)).isEqualTo(numbers(lost, 3_000));
    }
  }

  @Test
  void forgetsWhatCouldNotBeSynced() throws IOException {
    try (BatchStore store = filled(MANY, 2)) {
      store.append(batch("doubtful"), 1);
      store.discardUnsynced();
      assertThat(store.batches()).isEqualTo(2);
      assertThat(readAll(store)).containsExactly("0", "1");
    }
  }
}
