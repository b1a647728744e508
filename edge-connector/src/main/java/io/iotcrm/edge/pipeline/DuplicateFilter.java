package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.Reading;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Recognises a reading that was taken a short while ago: same device, series, time and value.
 *
 * <p>Keeps 64-bit fingerprints of the last readings in two generations of fixed size, at 16 bytes
 * or so each, instead of the readings. A chance match among 100,000 of them is one in 10^14. The
 * fingerprints are seeded at start, so that nobody can prepare one. Thread-safe.
 */
public final class DuplicateFilter {
  private final long seed = ThreadLocalRandom.current().nextLong();
  private final int generation;
  private long[] current;
  private long[] previous;
  private int used;

  /**
   * @param window how many readings are remembered, at least; 0 for none
   */
  public DuplicateFilter(int window) {
    this.generation = window;
    int slots = window == 0 ? 0 : Integer.highestOneBit(Math.max(8, window)) * 4;
    this.current = new long[slots];
    this.previous = new long[slots];
  }

  /** Whether the reading is new; it is remembered then. */
  public synchronized boolean isNew(Reading reading) {
    if (generation == 0) {
      return true;
    }
    long print = fingerprint(reading);
    if (holds(previous, print) || !add(print)) {
      return false;
    }
    if (++used >= generation) {
      long[] oldest = previous;
      previous = current;
      java.util.Arrays.fill(oldest, 0);
      current = oldest;
      used = 0;
    }
    return true;
  }

  private boolean add(long print) {
    int slot = slot(print);
    while (current[slot] != 0) {
      if (current[slot] == print) {
        return false;
      }
      slot = slot + 1 & current.length - 1;
    }
    current[slot] = print;
    return true;
  }

  private static boolean holds(long[] prints, long print) {
    int slot = (int) print & prints.length - 1;
    while (prints[slot] != 0) {
      if (prints[slot] == print) {
        return true;
      }
      slot = slot + 1 & prints.length - 1;
    }
    return false;
  }

  private int slot(long print) {
    return (int) print & current.length - 1;
  }

  private long fingerprint(Reading reading) {
    long print = Fingerprint.of(seed, reading.deviceId());
    print = Fingerprint.of(print, reading.key());
    print = Fingerprint.of(print, reading.at().toEpochMilli());
    if (reading.value() instanceof Double number) {
      print = Fingerprint.of(print, Double.doubleToLongBits(number));
    } else {
      print = Fingerprint.of(print, reading.value().toString());
    }
    return print == 0 ? 1 : print;
  }
}
