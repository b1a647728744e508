package io.iotcrm.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFileTest {
  private static final int MAX_CONTENT = 64 * 1024;
  private static final int HEADER = 8;

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void nameTheFile() {
    path = directory.resolve("records");
  }

  private static List<RecordFile.Content> records(String... texts) {
    return Stream.of(texts).map(RecordFileTest::record).toList();
  }

  private static RecordFile.Content record(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static RecordFile.Content refused() {
    return out -> {
      throw new IOException("no room");
    };
  }

  private static byte[] framed(String text) {
    byte[] content = text.getBytes(StandardCharsets.US_ASCII);
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return ByteBuffer.allocate(HEADER + content.length)
        .putInt(content.length)
        .putInt((int) checksum.getValue())
        .put(content)
        .array();
  }

  private static List<String> contents(RecordFile file) throws IOException {
    List<String> found = new ArrayList<>();
    file.read(content -> found.add(new String(content.readAllBytes(), StandardCharsets.US_ASCII)));
    return found;
  }

  private List<String> contents() throws IOException {
    try (RecordFile file = RecordFile.unforced(path, MAX_CONTENT)) {
      return contents(file);
    }
  }

  private void write(String... texts) throws IOException {
    try (RecordFile file = RecordFile.unforced(path, MAX_CONTENT)) {
      file.append(records(texts));
    }
  }

  private void add(byte[] bytes) throws IOException {
    Files.write(path, bytes, StandardOpenOption.APPEND);
  }

  @Test
  void aRecordIsLengthChecksumAndContent() throws IOException {
    write("one");

    assertThat(path).hasBinaryContent(framed("one"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void recordsAreReadInTheirOrderAndFollowedByNewOnes(boolean forced) throws IOException {
    write("one", "two");

    try (RecordFile file =
        forced ? RecordFile.forced(path, MAX_CONTENT) : RecordFile.unforced(path, MAX_CONTENT)) {
      assertThat(contents(file)).containsExactly("one", "two");
      file.append(records("three"));
      assertThat(file.size()).isEqualTo(Files.size(path));
    }

    assertThat(contents()).containsExactly("one", "two", "three");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, HEADER - 1, HEADER, HEADER + 2})
  void cutsOffWhatIsUnfinished(int bytesOfTheLast) throws IOException {
    write("one");
    add(ByteBuffer.allocate(bytesOfTheLast).put(framed("two"), 0, bytesOfTheLast).array());

    assertThat(contents()).containsExactly("one");
    assertThat(path).hasBinaryContent(framed("one"));
  }

  @Test
  void cutsOffWhatFollowsAWrongChecksum() throws IOException {
    byte[] damaged = framed("two");
    damaged[HEADER] ^= 1;
    write("one");
    add(damaged);
    add(framed("three"));

    assertThat(contents()).containsExactly("one");
    assertThat(path).hasBinaryContent(framed("one"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, MAX_CONTENT + 1})
  void aLengthThatCannotBeIsNoRecord(int length) throws IOException {
    write("one");
    byte[] tooLong = framed("x".repeat(MAX_CONTENT + 1));
    ByteBuffer.wrap(tooLong).putInt(length);
    add(tooLong);

    assertThat(contents()).containsExactly("one");
  }

  @Test
  void aFailedAppendLeavesNothing() throws IOException {
    try (RecordFile file = RecordFile.forced(path, MAX_CONTENT)) {
      file.append(records("one"));
      List<RecordFile.Content> half = new ArrayList<>(records("x".repeat(MAX_CONTENT)));
      half.add(refused());

      assertThatThrownBy(() -> file.append(half)).isInstanceOf(IOException.class);

      assertThat(path).hasBinaryContent(framed("one"));
      file.append(records("two"));
    }
    assertThat(contents()).containsExactly("one", "two");
  }

  @Test
  void rewritingReplacesAll() throws IOException {
    String[] many = IntStream.range(0, 5_000).mapToObj(Integer::toString).toArray(String[]::new);
    try (RecordFile file = RecordFile.forced(path, MAX_CONTENT)) {
      file.append(records("one", "two"));
      file.rewrite(records(many));
      assertThat(file.size()).isEqualTo(Files.size(path));
      file.append(records("last"));
    }

    assertThat(contents()).hasSize(5_001).startsWith(many).endsWith("last");
  }

  @Test
  void aFailedRewriteLeavesWhatWas() throws IOException {
    try (RecordFile file = RecordFile.forced(path, MAX_CONTENT)) {
      file.append(records("one"));

      assertThatThrownBy(() -> file.rewrite(List.of(record("two"), refused())))
          .isInstanceOf(IOException.class);

      assertThat(path).hasBinaryContent(framed("one"));
      file.append(records("three"));
      file.rewrite(records("four"));
    }
    assertThat(contents()).containsExactly("four");
  }

  @Test
  void aRewriteThatACrashCutShortDoesNotCount() throws IOException {
    write("one");
    Files.write(directory.resolve("records.new"), framed("two"));

    try (RecordFile file = RecordFile.unforced(path, MAX_CONTENT)) {
      assertThat(contents(file)).containsExactly("one");
      file.rewrite(records("three"));
    }

    assertThat(contents()).containsExactly("three");
    assertThat(directory.resolve("records.new")).doesNotExist();
  }
}
