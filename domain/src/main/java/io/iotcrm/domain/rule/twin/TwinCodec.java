package io.iotcrm.domain.rule.twin;

import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleState;
import io.iotcrm.domain.telemetry.ArrayInput;
import io.iotcrm.domain.telemetry.ArrayOutput;
import io.iotcrm.domain.telemetry.Baseline;
import io.iotcrm.domain.telemetry.RollingWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The form of a twin in the grid: bytes with a version in front. Bytes, because members of two
 * versions of the application meet while it is replaced, and each must be able to keep and hand on
 * what it owns, and to see that it cannot read it.
 */
public final class TwinCodec {
  private static final int VERSION = 2;
  private static final int LIKELY_BYTES = 1024;
  private static final int WINDOW = 1;
  private static final int PREVIOUS = 2;
  private static final int BASELINE = 4;

  private enum Type {
    NONE,
    NUMBER,
    TRUE,
    FALSE,
    TEXT
  }

  private TwinCodec() {}

  public static byte[] encode(Twin twin) {
    ArrayOutput out = new ArrayOutput(LIKELY_BYTES);
    try {
      out.writeByte(VERSION);
      writeInstant(out, twin.lastSeen());
      writeInstant(out, twin.askedAt());
      out.writeShort(twin.series().size());
      for (Map.Entry<String, Series> entry : twin.series().entrySet()) {
        out.writeUTF(entry.getKey());
        writeSeries(out, entry.getValue());
      }
      out.writeShort(twin.rules().size());
      for (RuleState state : twin.rules().values()) {
        writeUuid(out, state.ruleId());
        out.writeByte(state.phase().ordinal());
        writeInstant(out, state.since());
        out.writeByte(state.counted().size());
        for (Instant counted : state.counted()) {
          writeInstant(out, counted);
        }
      }
      writeEvents(out, twin.pending());
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory refused a twin", e);
    }
    return out.toBytes();
  }

  /** Empty for bytes of another version: the twin is rebuilt from the database then. */
  public static Optional<Twin> decode(byte[] bytes) {
    try {
      DataInput in = new ArrayInput(bytes);
      if (in.readByte() != VERSION) {
        return Optional.empty();
      }
      Twin twin = new Twin();
      Instant lastSeen = readInstant(in);
      Instant askedAt = readInstant(in);
      int series = in.readUnsignedShort();
      for (int i = 0; i < series; i++) {
        twin.series().put(in.readUTF(), readSeries(in));
      }
      int rules = in.readUnsignedShort();
      for (int i = 0; i < rules; i++) {
        UUID id = readUuid(in);
        RuleState.Phase phase = RuleState.Phase.values()[in.readByte()];
        Instant since = readInstant(in);
        twin.rules().put(id, new RuleState(id, phase, since, readInstants(in)));
      }
      twin.restore(lastSeen, askedAt, readEvents(in));
      return Optional.of(twin);
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static void writeSeries(DataOutput out, Series one) throws IOException {
    writeInstant(out, one.at());
    writeValue(out, one.value());
    out.writeByte(
        (one.window() == null ? 0 : WINDOW)
            | (one.previous() == null ? 0 : PREVIOUS)
            | (one.baseline() == null ? 0 : BASELINE));
    if (one.window() != null) {
      one.window().write(out);
    }
    if (one.previous() != null) {
      writeValue(out, one.previous());
    }
    if (one.baseline() != null) {
      one.baseline().write(out);
    }
  }

  private static Series readSeries(DataInput in) throws IOException {
    Instant at = readInstant(in);
    Object value = readValue(in);
    int parts = in.readByte();
    RollingWindow window = (parts & WINDOW) == 0 ? null : RollingWindow.read(in);
    Object previous = (parts & PREVIOUS) == 0 ? null : readValue(in);
    Baseline baseline = (parts & BASELINE) == 0 ? null : Baseline.read(in);
    return new Series(at, value, previous, window, baseline);
  }

  private static List<Instant> readInstants(DataInput in) throws IOException {
    int size = in.readUnsignedByte();
    if (size == 0) {
      return List.of();
    }
    List<Instant> instants = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      instants.add(readInstant(in));
    }
    return List.copyOf(instants);
  }

  /** Writes rule events, also for the way back from the twin's owner. */
  public static void writeEvents(DataOutput out, List<RuleEvent> events) throws IOException {
    out.writeShort(events.size());
    for (RuleEvent event : events) {
      writeUuid(out, event.ruleId());
      out.writeByte(event.kind().ordinal());
      writeInstant(out, event.raisedAt());
      writeInstant(out, event.at());
      out.writeShort(event.values().size());
      for (Map.Entry<String, Object> entry : event.values().entrySet()) {
        out.writeUTF(entry.getKey());
        writeValue(out, entry.getValue());
      }
    }
  }

  public static List<RuleEvent> readEvents(DataInput in) throws IOException {
    int size = in.readUnsignedShort();
    List<RuleEvent> events = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      UUID ruleId = readUuid(in);
      RuleEvent.Kind kind = RuleEvent.Kind.values()[in.readByte()];
      Instant raisedAt = readInstant(in);
      Instant at = readInstant(in);
      int count = in.readUnsignedShort();
      Map<String, Object> values = new LinkedHashMap<>();
      for (int v = 0; v < count; v++) {
        values.put(in.readUTF(), readValue(in));
      }
      events.add(new RuleEvent(ruleId, kind, raisedAt, at, values));
    }
    return events;
  }

  /** Writes a {@link Double}, {@link Boolean}, {@link String} or null. */
  public static void writeValue(DataOutput out, Object value) throws IOException {
    if (value == null) {
      out.writeByte(Type.NONE.ordinal());
    } else if (value instanceof Double number) {
      out.writeByte(Type.NUMBER.ordinal());
      out.writeDouble(number);
    } else if (value instanceof Boolean flag) {
      out.writeByte((flag ? Type.TRUE : Type.FALSE).ordinal());
    } else {
      out.writeByte(Type.TEXT.ordinal());
      out.writeUTF(value.toString());
    }
  }

  public static Object readValue(DataInput in) throws IOException {
    return switch (Type.values()[in.readByte()]) {
      case NONE -> null;
      case NUMBER -> in.readDouble();
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case TEXT -> in.readUTF();
    };
  }

  private static void writeInstant(DataOutput out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant readInstant(DataInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void writeUuid(DataOutput out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UUID readUuid(DataInput in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }
}
