package io.iotcrm.edge.uplink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One file of the batch store: records of length, CRC32C of what follows, number of readings, and
 * the batch. A file that ends in the middle of a record is what a power cut leaves; the rest of it
 * is cut off.
 */
final class Segment {
  private static final int HEADER = 12;
  private static final int MAX_RECORD = 8 * 1024 * 1024;

  private final Path file;
  private final FileChannel channel;
  private long size;
  private long syncedSize;
  private int records;
  private int syncedRecords;
  private long readings;
  private long syncedReadings;
  private final long openedAt;
  private long newestAt;
  private boolean damaged;

  private Segment(Path file, FileChannel channel, long openedAt) {
    this.file = file;
    this.channel = channel;
    this.openedAt = openedAt;
    this.newestAt = openedAt;
  }

  /**
   * @param now milliseconds since 1970
   */
  static Segment create(Path file, long now) throws IOException {
    return new Segment(
        file,
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
        now);
  }

  /** Opens a file of an earlier life and keeps its good records. */
  static Segment open(Path file) throws IOException {
    Segment segment =
        new Segment(
            file,
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE),
            Files.getLastModifiedTime(file).toMillis());
    long end = segment.channel.size();
    Stored record;
    while ((record = segment.read(segment.size, end)) != null) {
      segment.size = record.end();
      segment.records++;
      segment.readings += record.readings();
    }
    if (segment.size < end) {
      segment.damaged = true;
      segment.channel.truncate(segment.size);
      segment.channel.force(true);
    }
    segment.syncedSize = segment.size;
    segment.syncedRecords = segment.records;
    segment.syncedReadings = segment.readings;
    return segment;
  }

  static int sizeOf(byte[] batch) {
    return HEADER + batch.length;
  }

  /** Writes without forcing to disk. */
  void append(byte[] batch, int readings, long now) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(sizeOf(batch));
    record.putInt(batch.length).putInt(0).putInt(readings).put(batch);
    record.putInt(4, checksum(record.array(), batch.length));
    record.flip();
    long at = size;
    while (record.hasRemaining()) {
      at += channel.write(record, at);
    }
    size = at;
    records++;
    this.readings += readings;
    newestAt = Math.max(newestAt, now);
  }

  void sync() throws IOException {
    if (syncedSize != size) {
      channel.force(false);
      syncedSize = size;
      syncedRecords = records;
      syncedReadings = readings;
    }
  }

  /** Forgets what was not forced to disk, after a failure. */
  void discardUnsynced() throws IOException {
    size = syncedSize;
    records = syncedRecords;
    readings = syncedReadings;
    channel.truncate(size);
  }

  /** The record at this offset, or null where there is none that can be read. */
  Stored read(long offset) throws IOException {
    return read(offset, size);
  }

  private Stored read(long offset, long end) throws IOException {
    if (offset + HEADER > end) {
      return null;
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    readFully(header, offset);
    int length = header.getInt(0);
    if (length <= 0 || length > MAX_RECORD || offset + HEADER + length > end) {
      return null;
    }
    ByteBuffer record = ByteBuffer.allocate(HEADER + length);
    readFully(record, offset);
    if (record.getInt(4) != checksum(record.array(), length)) {
      return null;
    }
    byte[] batch = new byte[length];
    record.get(HEADER, batch);
    return new Stored(batch, record.getInt(8), offset + HEADER + length);
  }

  private void readFully(ByteBuffer buffer, long offset) throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new IOException(file + " became shorter while it was read");
      }
      at += read;
    }
  }

  private static int checksum(byte[] record, int length) {
    CRC32C crc = new CRC32C();
    crc.update(record, 8, 4 + length);
    return (int) crc.getValue();
  }

  long size() {
    return size;
  }

  int records() {
    return records;
  }

  /** The readings of all its records together. */
  long readings() {
    return readings;
  }

  /**
   * When it was begun, in milliseconds since 1970; of a file found at the start, its last change.
   */
  long openedAt() {
    return openedAt;
  }

  /** When its newest record was written, in milliseconds since 1970. */
  long newestAt() {
    return newestAt;
  }

  /** Whether opening had to cut off something that was not a record. */
  boolean damaged() {
    return damaged;
  }

  Path file() {
    return file;
  }

  void close() throws IOException {
    channel.close();
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  /**
   * A batch as it was found on disk.
   *
   * @param end the offset after it
   */
  record Stored(byte[] batch, int readings, long end) {}
}
