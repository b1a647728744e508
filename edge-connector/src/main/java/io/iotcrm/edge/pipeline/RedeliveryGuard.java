package io.iotcrm.edge.pipeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Recognises messages that the broker delivers again after a lost connection although the edge has
 * taken them.
 *
 * <p>Readings with the device's own time are recognised by {@link DuplicateFilter}; this is for
 * messages without one, which would get a new time at each delivery and be counted twice. A message
 * is in doubt when the connection broke before its acknowledgement can have been read. Each
 * suppresses one delivery of the same bytes, soon after the connection is back. Thread-safe.
 */
public final class RedeliveryGuard {
  private static final long IN_DOUBT_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long WATCH_NANOS = Duration.ofSeconds(60).toNanos();

  private final long seed = ThreadLocalRandom.current().nextLong();
  private final Deque<Taken> recent = new ArrayDeque<>();
  private final Map<Long, Integer> inDoubt = new HashMap<>();
  private boolean lost;
  private long watchUntil;

  /** A message that the edge has; to be told when its acknowledgement was sent. */
  public static final class Taken {
    private final long print;
    private volatile long acknowledgedAt;

    private Taken(long print) {
      this.print = print;
    }

    public void acknowledged(long nanoTime) {
      acknowledgedAt = nanoTime == 0 ? 1 : nanoTime;
    }

    private boolean isSettled(long nanoTime) {
      return acknowledgedAt != 0 && nanoTime - acknowledgedAt > IN_DOUBT_NANOS;
    }
  }

  /** The message as taken now, or null when it is the second delivery of one in doubt. */
  public synchronized Taken take(String deviceId, byte[] payload, long nanoTime) {
    long print = Fingerprint.of(Fingerprint.of(seed, deviceId), payload);
    if (lost) {
      // The last words of the old connection: taken, and sure to come again.
      inDoubt.merge(print, 1, Integer::sum);
      return new Taken(print);
    }
    if (!inDoubt.isEmpty()) {
      if (nanoTime - watchUntil > 0) {
        inDoubt.clear();
      } else if (inDoubt.containsKey(print)) {
        inDoubt.computeIfPresent(print, (p, count) -> count == 1 ? null : count - 1);
        return null;
      }
    }
    while (!recent.isEmpty() && recent.peek().isSettled(nanoTime)) {
      recent.remove();
    }
    Taken taken = new Taken(print);
    recent.add(taken);
    return taken;
  }

  /** The connection broke: what was not safely acknowledged may come again. */
  public synchronized void connectionLost(long nanoTime) {
    for (Taken taken : recent) {
      if (!taken.isSettled(nanoTime)) {
        inDoubt.merge(taken.print, 1, Integer::sum);
      }
    }
    recent.clear();
    lost = true;
  }

  /** A connection is tried: deliveries from here on may be repetitions. */
  public synchronized void connectionBack(long nanoTime) {
    lost = false;
    watchUntil = nanoTime + WATCH_NANOS;
  }
}
