package io.iotcrm.edge.pipeline;

import com.github.f4b6a3.uuid.UuidCreator;
import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.IngestBatchCodec;
import io.iotcrm.domain.telemetry.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Groups readings into batches: they leave when they are full or when the first message has waited
 * long enough, whichever is first, one for each lane. While there is little to do, nobody is kept
 * waiting: a batch of few readings leaves soon if nothing else is on its way. Thread-safe; {@link
 * #add} blocks while the sink blocks.
 */
public final class Batcher implements AutoCloseable {
  /** Keeps a batch of long texts far below what a broker takes as one message. */
  private static final int MAX_BYTES = 256 * 1024;

  /** So small a batch is not worth waiting for more. */
  private static final int FEW_READINGS = 50;

  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final int BYTES_OF_A_NUMBER = 48;
  private static final int BYTES_OF_AN_EVENT = 256;

  private final String edgeId;
  private final int maxReadings;
  private final long maxAgeNanos;
  private final BatchSink sink;
  private final IngestBatchCodec codec = new IngestBatchCodec();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private final Thread clock = new Thread(this::closeInTime, "batcher");
  private List<Reading> readings = new ArrayList<>();
  private List<EdgeEvent> events = new ArrayList<>();
  private List<Acknowledgement> acknowledgements = new ArrayList<>();
  private int bytes;
  private long openedAt;
  private boolean stopped;

  public Batcher(String edgeId, int maxReadings, Duration maxAge, BatchSink sink) {
    this.edgeId = edgeId;
    this.maxReadings = maxReadings;
    this.maxAgeNanos = maxAge.toNanos();
    this.sink = sink;
    clock.setDaemon(true);
    clock.start();
  }

  /**
   * Adds a message's readings; none, where it only has to wait for what came before it.
   *
   * @param acknowledgement called once the batch that they are in is safe
   */
  public void add(List<Reading> more, Acknowledgement acknowledgement) throws InterruptedException {
    add(more, List.of(), acknowledgement);
  }

  /**
   * Adds a message's readings, and what rules did because of them, to one batch.
   *
   * @param acknowledgement called once all of it is safe
   */
  public void add(List<Reading> more, List<EdgeEvent> happened, Acknowledgement acknowledgement)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (acknowledgements.isEmpty()) {
        openedAt = System.nanoTime();
        opened.signal();
      }
      acknowledgements.add(acknowledgement);
      for (Reading reading : more) {
        readings.add(reading);
        bytes += BYTES_OF_A_NUMBER + (reading.value() instanceof String s ? 3 * s.length() : 0);
      }
      events.addAll(happened);
      bytes += happened.size() * BYTES_OF_AN_EVENT;
      if (readings.size() >= maxReadings
          || bytes >= MAX_BYTES
          || acknowledgements.size() >= maxReadings) {
        closeBatch();
      }
    } finally {
      lock.unlock();
    }
  }

  private void closeBatch() throws InterruptedException {
    if (acknowledgements.isEmpty()) {
      return;
    }
    List<Lanes.Load> lanes = Lanes.divide(readings, events);
    List<Acknowledgement> waiting = acknowledgements;
    readings = new ArrayList<>();
    events = new ArrayList<>();
    acknowledgements = new ArrayList<>();
    bytes = 0;
    if (lanes.isEmpty()) {
      sink.offer(OutgoingBatch.ofNothing(waiting));
    }
    for (int i = 0; i < lanes.size(); i++) {
      // The sink finishes in order: with the last of them, all are safe.
      sink.offer(encoded(lanes.get(i), i == lanes.size() - 1 ? waiting : List.of()));
    }
  }

  private OutgoingBatch encoded(Lanes.Load load, List<Acknowledgement> waiting) {
    byte[] encoded =
        codec.encode(
            new IngestBatch(
                UuidCreator.getTimeOrderedEpoch(),
                edgeId,
                Instant.now(),
                load.readings(),
                load.events()));
    return new OutgoingBatch(encoded, load.lane(), load.readings().size(), waiting);
  }

  private void closeInTime() {
    try {
      lock.lockInterruptibly();
      try {
        while (!stopped) {
          if (acknowledgements.isEmpty()) {
            opened.await();
            continue;
          }
          long age = System.nanoTime() - openedAt;
          if (age >= maxAgeNanos || age >= SOON_NANOS && mayLeaveEarly()) {
            closeBatch();
          } else {
            opened.awaitNanos(Math.min(maxAgeNanos - age, SOON_NANOS));
          }
        }
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean mayLeaveEarly() {
    return readings.size() < FEW_READINGS && sink.isIdle();
  }

  /**
   * Sends what is open on its way. Where the sink has been blocking for long, what is open stays
   * unacknowledged instead, and its devices send it again.
   */
  @Override
  public void close() {
    try {
      if (lock.tryLock(2, TimeUnit.SECONDS)) {
        try {
          stopped = true;
          opened.signal();
          closeBatch();
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clock.interrupt();
  }
}
