package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.Reading;
import java.util.List;
import java.util.PriorityQueue;

/** What the stages remember of one series of one device. Guarded by its device's lock. */
final class SeriesState {
  static final long NEVER = Long.MIN_VALUE;

  final DeviceState device;
  final String key;

  /** The newest time that went past the order stage, in milliseconds. */
  long newestAt = NEVER;

  /** Readings that wait for older ones, or null. */
  PriorityQueue<Held> held;

  /** The interval that is open, or null. */
  Accumulator open;

  /** The last part of a second in which a reading went on. */
  long lastSlot = NEVER;

  /** What was reported last, and when; null before. */
  Object reported;

  long reportedAt;

  /**
   * A reading that waits.
   *
   * @param until when it goes on at the latest, by {@link System#nanoTime}
   * @param repetitions messages that repeat what is waiting, and must not be acknowledged before it
   */
  record Held(Reading reading, Passage passage, long until, List<Passage> repetitions) {}

  SeriesState(DeviceState device, String key) {
    this.device = device;
    this.key = key;
  }
}
