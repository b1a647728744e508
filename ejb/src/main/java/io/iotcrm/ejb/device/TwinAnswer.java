package io.iotcrm.ejb.device;

import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.twin.TwinCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a twin's owner says to a device's work.
 *
 * @param due when the device has to be asked again though it stays silent; null for never
 * @param events what has fired and is not confirmed yet, oldest first
 */
record TwinAnswer(State state, Instant due, List<RuleEvent> events) {
  /** How far the work came. */
  enum State {
    DONE,
    /**
     * The grid has no twin that its owner could read, or not all that the rules want to know of it;
     * nothing was changed.
     */
    COLD,
    /** The owner has joined the grid but not read its rules yet; nothing was changed. */
    NO_RULES
  }

  static final TwinAnswer COLD = new TwinAnswer(State.COLD, null, List.of());
  static final TwinAnswer NO_RULES = new TwinAnswer(State.NO_RULES, null, List.of());
  private static final TwinAnswer NOTHING = new TwinAnswer(State.DONE, null, List.of());

  static TwinAnswer done(Instant due, List<RuleEvent> events) {
    return due == null && events.isEmpty() ? NOTHING : new TwinAnswer(State.DONE, due, events);
  }

  /** Answers to several jobs, in their order; null where there is nothing to tell of any. */
  static byte[] bytes(List<TwinAnswer> answers) {
    if (answers.stream().allMatch(answer -> answer == NOTHING)) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (TwinAnswer answer : answers) {
        answer.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory refused an answer", e);
    }
    return bytes.toByteArray();
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeByte(state.ordinal());
    out.writeBoolean(due != null);
    if (due != null) {
      // Up, for before the moment nothing has held long enough.
      out.writeLong(due.plusNanos(999_999).toEpochMilli());
    }
    TwinCodec.writeEvents(out, events);
  }

  /**
   * What {@link #bytes} wrote.
   *
   * @param count of jobs
   */
  static List<TwinAnswer> of(byte[] bytes, int count) {
    if (bytes == null) {
      return Collections.nCopies(count, NOTHING);
    }
    List<TwinAnswer> answers = new ArrayList<>(count);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      for (int i = 0; i < count; i++) {
        answers.add(read(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("answers of twins' owner are not complete", e);
    }
    return answers;
  }

  private static TwinAnswer read(DataInputStream in) throws IOException {
    State state = State.values()[in.readByte()];
    Instant due = in.readBoolean() ? Instant.ofEpochMilli(in.readLong()) : null;
    List<RuleEvent> events = TwinCodec.readEvents(in);
    return state == State.DONE ? done(due, events) : new TwinAnswer(state, due, events);
  }
}
