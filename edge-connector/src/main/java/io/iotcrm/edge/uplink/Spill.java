package io.iotcrm.edge.uplink;

import io.iotcrm.edge.pipeline.OutgoingBatch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Moves batches from memory to the store, and decides what happens when the store has no room or
 * the disk fails. Used by the uplink's thread; the two questions may be asked from any.
 */
final class Spill {
  private static final Logger LOG = System.getLogger(Spill.class.getName());
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BatchStore store;
  private final UplinkPolicy policy;
  private final UplinkCounters counters;
  private volatile boolean full;
  private volatile boolean failed;
  private boolean fullLogged;
  private long retryAt;
  private long agedAt = System.nanoTime() - RETRY_NANOS;

  Spill(BatchStore store, UplinkPolicy policy, UplinkCounters counters) {
    this.store = store;
    this.policy = policy;
    this.counters = counters;
  }

  boolean isFull() {
    return full;
  }

  /** Whether the disk refused the last batches; it is tried again every second. */
  boolean hasFailed() {
    return failed;
  }

  /** The store gave up a batch that has arrived. */
  void onRoom() {
    full = false;
    fullLogged = fullLogged && !store.isEmpty();
  }

  /**
   * Takes batches from the front while there is room, and forces them to disk once for all.
   *
   * @param mayDrop whether nothing of the store is on its way, so that its oldest may be given up
   * @return the batches that are safe now; none after a failure, when all stay where they were
   */
  List<OutgoingBatch> write(Deque<OutgoingBatch> waiting, boolean mayDrop) {
    if (failed && System.nanoTime() - retryAt < 0) {
      return List.of();
    }
    List<OutgoingBatch> written = new ArrayList<>();
    try {
      while (!waiting.isEmpty() && makeRoomFor(waiting.peek(), mayDrop)) {
        OutgoingBatch batch = waiting.remove();
        written.add(batch);
        if (batch.bytes() != null) {
          store.append(batch.bytes(), batch.readings());
        }
      }
      store.sync();
      failed = false;
    } catch (IOException e) {
      onFailure(waiting, written, e);
      return List.of();
    }
    for (OutgoingBatch batch : written) {
      if (batch.bytes() != null) {
        counters.stored(batch.readings());
      }
    }
    return written;
  }

  private boolean makeRoomFor(OutgoingBatch batch, boolean mayDrop) throws IOException {
    if (batch.bytes() == null || store.hasRoomFor(batch.bytes())) {
      full = false;
      return true;
    }
    boolean first = !fullLogged;
    fullLogged = true;
    full = true;
    if (policy.dropsOldest() && mayDrop) {
      store.rewind();
      int dropped = 0;
      while (!store.hasRoomFor(batch.bytes()) && !store.isEmpty()) {
        BatchStore.Dropped lost = store.dropOldest();
        dropped += lost.batches();
        counters.dropped(lost.batches(), lost.readings(), false);
      }
      if (first) {
        LOG.log(Level.WARNING, "the store is full: giving up its oldest batches, {0} now", dropped);
      }
      return true;
    }
    if (first) {
      LOG.log(
          Level.WARNING, "the store is full with {0} batches: devices must wait", store.batches());
    }
    return false;
  }

  /** Gives up what is too old; looks once a second, and only while nothing is on its way. */
  void dropOld() {
    if (policy.maxAge().isZero() || System.nanoTime() - agedAt < RETRY_NANOS) {
      return;
    }
    agedAt = System.nanoTime();
    Instant limit = Instant.now().minus(policy.maxAge());
    int batches = 0;
    int readings = 0;
    try {
      store.rewind();
      while (store.isOlderThan(limit)) {
        BatchStore.Dropped lost = store.dropOldest();
        batches += lost.batches();
        readings += lost.readings();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot remove old batches from the store: {0}", e.toString());
    }
    if (batches > 0) {
      counters.dropped(batches, readings, true);
      onRoom();
      LOG.log(
          Level.WARNING,
          "gave up {0} batches with {1} readings that were put into the store before {2}",
          batches,
          readings,
          limit);
    }
  }

  private void onFailure(
      Deque<OutgoingBatch> waiting, List<OutgoingBatch> written, IOException failure) {
    if (!failed) {
      LOG.log(
          Level.WARNING, "cannot write to the store, devices must wait: {0}", failure.toString());
    }
    failed = true;
    retryAt = System.nanoTime() + RETRY_NANOS;
    for (int i = written.size() - 1; i >= 0; i--) {
      waiting.addFirst(written.get(i));
    }
    try {
      store.discardUnsynced();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the store's file cannot be shortened either", e);
    }
  }
}
