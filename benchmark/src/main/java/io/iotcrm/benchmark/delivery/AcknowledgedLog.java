package io.iotcrm.benchmark.delivery;

import io.iotcrm.benchmark.CommandFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The file of what was acknowledged; each line is written out at once. */
final class AcknowledgedLog implements AutoCloseable {
  private final BufferedWriter writer;

  AcknowledgedLog(Path file) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    this.writer = Files.newBufferedWriter(file);
  }

  synchronized void add(ReadingKey reading, long acknowledgedAt) {
    try {
      writer.write(reading.line(acknowledgedAt));
      writer.newLine();
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ReadingKey> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(ReadingKey::parse).toList();
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file, e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    writer.close();
  }
}
