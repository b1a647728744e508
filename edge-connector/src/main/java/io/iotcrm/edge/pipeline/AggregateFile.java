package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Function;
import io.iotcrm.edge.disk.RecordFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Intervals on disk: each record is an interval as it was then, or that one is closed; the last
 * record of an interval counts. All is forced to disk. For one thread.
 */
final class AggregateFile implements AutoCloseable {
  private static final int MAX_RECORD = 16 * 1024;
  private static final long SMALL = 1024 * 1024;
  private static final int TYPICAL_RECORD = 160;

  private final RecordFile file;

  AggregateFile(Path path) throws IOException {
    file = RecordFile.forced(path, MAX_RECORD);
  }

  /** The intervals that were not closed, in the order of their beginning. */
  List<Accumulator.Snapshot> read() throws IOException {
    Map<String, Accumulator.Snapshot> found = new LinkedHashMap<>();
    file.read(record -> take(record, found));
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
    return file.size() > SMALL && file.size() > 8L * TYPICAL_RECORD * open;
  }

  /** Adds records; after a failure, none of them is in the file. */
  void append(Collection<Accumulator> changed, Collection<Accumulator> closed) throws IOException {
    file.append(Stream.concat(records(changed, true), records(closed, false)).toList());
  }

  /** Replaces the file by these intervals alone; a crash leaves the old one or the new one. */
  void rewrite(Collection<Accumulator> open) throws IOException {
    file.rewrite(records(open, true).toList());
  }

  private static Stream<RecordFile.Content> records(
      Collection<Accumulator> accumulators, boolean isOpen) {
    return accumulators.stream().map(one -> out -> write(out, one.snapshot(), isOpen));
  }

  private static void write(DataOutputStream out, Accumulator.Snapshot state, boolean isOpen)
      throws IOException {
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

  @Override
  public void close() {
    file.close();
  }
}
