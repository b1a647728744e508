package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Function;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Intervals on disk: each record is an interval as it was then, or that one is closed; the last
 * record of an interval counts. Records are length, CRC32C and content; what a power cut left
 * unfinished at the end is cut off. For one thread.
 */
final class AggregateFile implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AggregateFile.class.getName());
  private static final int HEADER = 8;
  private static final int MAX_RECORD = 16 * 1024;
  private static final long SMALL = 1024 * 1024;
  private static final int TYPICAL_RECORD = 160;

  private final Path path;
  private FileChannel channel;
  private long size;

  AggregateFile(Path path) throws IOException {
    this.path = path;
    channel = open(path);
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** The intervals that were not closed, in the order of their beginning. */
  List<Accumulator.Snapshot> read() throws IOException {
    Map<String, Accumulator.Snapshot> found = new LinkedHashMap<>();
    byte[] all = Files.readAllBytes(path);
    ByteBuffer buffer = ByteBuffer.wrap(all);
    while (buffer.remaining() >= HEADER) {
      int length = buffer.getInt();
      int checksum = buffer.getInt();
      if (length <= 0
          || length > MAX_RECORD
          || length > buffer.remaining()
          || checksum != checksum(all, buffer.position(), length)) {
        break;
      }
      take(new DataInputStream(new ByteArrayInputStream(all, buffer.position(), length)), found);
      buffer.position(buffer.position() + length);
      size = buffer.position();
    }
    if (size < all.length) {
      LOG.log(Level.WARNING, "{0} ended in something unfinished, as after a power cut", path);
      channel.truncate(size);
    }
    return List.copyOf(found.values());
  }

  private static void take(DataInputStream in, Map<String, Accumulator.Snapshot> found)
      throws IOException {
    boolean isOpen = in.readBoolean();
    String device = in.readUTF();
    String key = in.readUTF();
    long start = in.readLong();
    long interval = in.readLong();
    String name = device + '\n' + key + '\n' + start + '\n' + interval;
    if (!isOpen) {
      found.remove(name);
      return;
    }
    String unit = in.readUTF();
    int mask = in.readInt();
    Set<Function> functions = EnumSet.noneOf(Function.class);
    for (Function function : Function.values()) {
      if ((mask & 1 << function.ordinal()) != 0) {
        functions.add(function);
      }
    }
    found.put(
        name,
        new Accumulator.Snapshot(
            device,
            key,
            unit.isEmpty() ? null : unit,
            start,
            interval,
            functions,
            in.readLong(),
            in.readLong(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            value(in),
            Instant.ofEpochMilli(in.readLong())));
  }

  private static Object value(DataInputStream in) throws IOException {
    return switch (in.readByte()) {
      case 'd' -> in.readDouble();
      case 'b' -> in.readBoolean();
      case 's' -> in.readUTF();
      default -> null;
    };
  }

  /** Whether so much of it is out of date that it should be written anew. */
  boolean isLarge(int open) {
    return size > SMALL && size > 8L * TYPICAL_RECORD * open;
  }

  /** Adds records and forces them to disk; after a failure, none of them is in the file. */
  void append(Collection<Accumulator> changed, Collection<Accumulator> closed) throws IOException {
    try {
      ByteBuffer records = ByteBuffer.wrap(encoded(changed, closed));
      long at = size;
      while (records.hasRemaining()) {
        at += channel.write(records, at);
      }
      channel.force(false);
      size = at;
    } catch (IOException e) {
      channel.truncate(size);
      throw e;
    }
  }

  private static byte[] encoded(Collection<Accumulator> changed, Collection<Accumulator> closed)
      throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(records);
    for (Accumulator accumulator : changed) {
      record(out, accumulator, true);
    }
    for (Accumulator accumulator : closed) {
      record(out, accumulator, false);
    }
    return records.toByteArray();
  }

  private static void record(DataOutputStream to, Accumulator accumulator, boolean isOpen)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_RECORD);
    DataOutputStream out = new DataOutputStream(bytes);
    Accumulator.Snapshot state = accumulator.snapshot();
    out.writeBoolean(isOpen);
    out.writeUTF(state.deviceId());
    out.writeUTF(state.key());
    out.writeLong(state.start());
    out.writeLong(state.interval());
    if (isOpen) {
      out.writeUTF(state.unit() == null ? "" : state.unit());
      out.writeInt(state.functions().stream().mapToInt(f -> 1 << f.ordinal()).sum());
      out.writeLong(state.count());
      out.writeLong(state.numbers());
      out.writeDouble(state.sum());
      out.writeDouble(state.min());
      out.writeDouble(state.max());
      writeValue(out, state.last());
      out.writeLong(state.last() == null ? state.start() - 1 : state.lastAt().toEpochMilli());
    }
    byte[] content = bytes.toByteArray();
    to.writeInt(content.length);
    to.writeInt(checksum(content, 0, content.length));
    to.write(content);
  }

  private static void writeValue(DataOutputStream out, Object value) throws IOException {
    if (value instanceof Double number) {
      out.writeByte('d');
      out.writeDouble(number);
    } else if (value instanceof Boolean flag) {
      out.writeByte('b');
      out.writeBoolean(flag);
    } else if (value instanceof String text) {
      out.writeByte('s');
      out.writeUTF(text);
    } else {
      out.writeByte('-');
    }
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /** Replaces the file by these intervals alone; a crash leaves the old one or the new one. */
  void rewrite(Collection<Accumulator> open) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    FileChannel replacement = open(fresh);
    try {
      byte[] records = encoded(open, List.of());
      ByteBuffer buffer = ByteBuffer.wrap(records);
      long at = 0;
      while (buffer.hasRemaining()) {
        at += replacement.write(buffer, at);
      }
      replacement.force(true);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      channel.close();
      channel = replacement;
      size = at;
    } catch (IOException e) {
      if (channel != replacement) {
        replacement.close();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing", e);
    }
  }
}
