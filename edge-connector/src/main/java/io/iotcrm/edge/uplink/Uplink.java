package io.iotcrm.edge.uplink;

import io.iotcrm.domain.telemetry.IngestBatchCodec;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.edge.pipeline.BatchSink;
import io.iotcrm.edge.pipeline.Lanes;
import io.iotcrm.edge.pipeline.OutgoingBatch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends batches to the centre in order, by way of the disk while the centre is away.
 *
 * <p>While the link is up and the store is empty, a batch goes out directly and its messages are
 * acknowledged when the far side accepted it. Otherwise it goes to the store and its messages are
 * acknowledged when it is forced to disk; the store is replayed first when the link is back. One
 * thread owns all state; doors and link only leave events for it.
 */
public final class Uplink implements BatchSink, Link.Events, AutoCloseable {
  private static final Logger LOG = System.getLogger(Uplink.class.getName());

  /** What may wait in memory before {@link #offer} blocks. */
  private static final int MAX_WAITING_BYTES = 4 * 1024 * 1024;

  private static final int MIN_WEIGHT = 4 * 1024;
  private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Link link;
  private final BatchStore store;
  private final UplinkPolicy policy;
  private final Spill spill;
  private final IngestBatchCodec codec = new IngestBatchCodec();
  private final UplinkCounters counters;

  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MAX_WAITING_BYTES, true);
  private final Thread thread = new Thread(this::run, "uplink");

  private final Deque<OutgoingBatch> waiting = new ArrayDeque<>();
  private final Deque<Sent> inFlight = new ArrayDeque<>();
  private long nextTicket;
  private boolean refusalLogged;
  private volatile boolean connected;
  private volatile boolean stopping;
  private long stopDeadline;

  public Uplink(Link link, BatchStore store, UplinkPolicy policy, UplinkCounters counters) {
    this.link = link;
    this.store = store;
    this.policy = policy;
    this.spill = new Spill(store, policy, counters);
    this.counters = counters;
  }

  public void start() {
    thread.start();
    link.start(this);
  }

  @Override
  public void offer(OutgoingBatch batch) throws InterruptedException {
    room.acquire(weight(batch));
    events.add(() -> waiting.add(batch));
  }

  /** Whether a door should take more; where it may answer "later", it should when this is false. */
  public boolean hasRoom() {
    return !spill.isFull() && !stopping && room.availablePermits() > MAX_WAITING_BYTES / 4;
  }

  @Override
  public boolean isIdle() {
    return connected && room.availablePermits() == MAX_WAITING_BYTES && store.batches() == 0;
  }

  public boolean isConnected() {
    return connected;
  }

  public int bufferedBatches() {
    return store.batches();
  }

  public long bufferedBytes() {
    return store.bytes();
  }

  /** When the oldest batch of the store was put there, about; null where there is none. */
  public Instant oldestStoredAt() {
    return store.oldestAt();
  }

  public boolean isStoreFailed() {
    return spill.hasFailed();
  }

  private static int weight(OutgoingBatch batch) {
    return Math.max(MIN_WEIGHT, Math.min(batch.size(), MAX_WAITING_BYTES));
  }

  @Override
  public void connected() {
    events.add(() -> connected = true);
  }

  @Override
  public void lost() {
    events.add(this::onLost);
  }

  @Override
  public void accepted(long ticket) {
    events.add(() -> onAccepted(ticket));
  }

  @Override
  public void refused(long ticket, String reason) {
    events.add(
        () -> {
          if (!refusalLogged) {
            refusalLogged = true;
            LOG.log(
                Level.WARNING,
                "the broker refuses batches: {0}; they are kept and sent again",
                reason);
          }
          connected = false;
          link.reset();
        });
  }

  private void run() {
    boolean done = false;
    while (!done) {
      try {
        Runnable event = events.poll(200, TimeUnit.MILLISECONDS);
        while (event != null) {
          event.run();
          event = events.poll();
        }
        pump();
        done = stopping && finished();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "the uplink goes on after an unexpected failure", e);
      }
    }
  }

  private void pump() {
    if (!waiting.isEmpty() && (!connected || !store.isEmpty())) {
      spill();
    }
    if (!connected) {
      if (inFlight.isEmpty()) {
        spill.dropOld();
      }
      return;
    }
    try {
      fillWindow();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "sending failed", e);
      onLost();
      link.reset();
    }
    if (!inFlight.isEmpty() && System.nanoTime() - inFlight.peek().at > STALL_NANOS) {
      LOG.log(Level.WARNING, "the broker accepted nothing for 30 seconds: connecting again");
      onLost();
      link.reset();
    }
  }

  private void fillWindow() throws IOException {
    while (inFlight.size() < policy.window()) {
      if (!store.isEmpty()) {
        BatchStore.Batch stored = store.next();
        if (stored == null) {
          return;
        }
        send(
            new Sent(nextTicket++, null, stored.readings()),
            laneOf(stored.bytes()),
            stored.bytes());
      } else if (!waiting.isEmpty()) {
        OutgoingBatch batch = waiting.remove();
        Sent sent = new Sent(nextTicket++, batch, batch.readings());
        if (batch.bytes() == null) {
          sent.accepted = true;
          inFlight.add(sent);
          finishAccepted();
        } else {
          send(sent, batch.lane(), batch.bytes());
        }
      } else {
        return;
      }
    }
  }

  private void send(Sent sent, int lane, byte[] bytes) throws IOException {
    inFlight.add(sent);
    link.send(sent.ticket, lane, bytes);
  }

  /** The store keeps no lanes: the batch's devices tell, as they did when it was made. */
  private int laneOf(byte[] batch) {
    try {
      return Lanes.of(codec.decode(batch));
    } catch (MalformedTelemetryException | IndexOutOfBoundsException e) {
      LOG.log(Level.WARNING, "a stored batch cannot be read; the centre will say the same", e);
      return 0;
    }
  }

  private void onAccepted(long ticket) {
    for (Sent sent : inFlight) {
      if (sent.ticket == ticket) {
        sent.accepted = true;
        refusalLogged = false;
        finishAccepted();
        return;
      }
    }
  }

  /** Finishes from the oldest on, so that nothing is acknowledged before what came before it. */
  private void finishAccepted() {
    while (!inFlight.isEmpty() && inFlight.peek().accepted) {
      Sent sent = inFlight.remove();
      counters.forwarded(sent.readings);
      if (sent.direct != null) {
        finish(sent.direct);
      } else {
        try {
          store.acknowledgeOldest();
          spill.onRoom();
        } catch (IOException e) {
          LOG.log(Level.WARNING, "cannot remove sent batches from the store: {0}", e.toString());
        }
      }
    }
  }

  private void finish(OutgoingBatch batch) {
    room.release(weight(batch));
    batch.acknowledge();
  }

  /** What was on its way must go again: from memory by way of the store, in the same order. */
  private void onLost() {
    connected = false;
    List<OutgoingBatch> again = new ArrayList<>();
    for (Sent sent : inFlight) {
      if (sent.direct != null) {
        again.add(sent.direct);
      }
    }
    inFlight.clear();
    store.rewind();
    for (int i = again.size() - 1; i >= 0; i--) {
      waiting.addFirst(again.get(i));
    }
  }

  private void spill() {
    for (OutgoingBatch safe : spill.write(waiting, inFlight.isEmpty())) {
      finish(safe);
    }
  }

  private boolean finished() {
    boolean empty = waiting.isEmpty() && inFlight.isEmpty() && events.isEmpty();
    if (empty || System.nanoTime() - stopDeadline >= 0 || !connected) {
      onLost();
      spill();
      return true;
    }
    return false;
  }

  /** Waits a little for what is on its way, puts the rest on disk, and closes link and store. */
  public void close(Duration patience) {
    stopDeadline = System.nanoTime() + patience.toNanos();
    stopping = true;
    try {
      thread.join(patience.toMillis() + 5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link.close();
    try {
      store.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "closing the store: {0}", e.toString());
    }
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
