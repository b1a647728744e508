package io.iotcrm.web.telemetry;

import io.iotcrm.domain.telemetry.DevicePoint;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** One open stream of readings. */
final class SeriesClient {
  private final SseEventSink sink;
  private final Sse sse;
  private final String person;
  private final SeriesOutbox outbox;
  private final LongConsumer sent;
  private final AtomicBoolean sending = new AtomicBoolean();
  private final AtomicBoolean heartbeat = new AtomicBoolean(true);
  private volatile List<DevicePoint> snapshot;
  private volatile boolean begun;

  /**
   * @param sent is told of readings that went out
   */
  SeriesClient(SseEventSink sink, Sse sse, String person, SeriesOutbox outbox, LongConsumer sent) {
    this.sink = sink;
    this.sse = sse;
    this.person = person;
    this.outbox = outbox;
    this.sent = sent;
  }

  String person() {
    return person;
  }

  SeriesOutbox outbox() {
    return outbox;
  }

  /** The newest values, which go out before any reading; until they are here, all waits. */
  void begin(List<DevicePoint> newest) {
    snapshot = List.copyOf(newest);
    begun = true; // last: whoever sees it sees the snapshot
  }

  /** Keeps proxies from closing the stream, and finds out whether anybody still reads it. */
  void offerHeartbeat() {
    heartbeat.set(true);
  }

  boolean isDue(long now) {
    return begun && (heartbeat.get() || snapshot != null || outbox.hasDue(now));
  }

  /**
   * Sends what may be sent now. Blocks while the connection takes nothing; at most one thread does
   * at a time, others return at once.
   *
   * @return false when nobody reads the stream any more
   */
  boolean send() {
    while (isDue(millis())) {
      if (!sending.compareAndSet(false, true)) {
        return true; // whoever sends now looks again before leaving
      }
      try {
        if (!sendDue()) {
          return false;
        }
      } catch (IllegalStateException e) {
        return false; // closed meanwhile
      } finally {
        sending.set(false);
      }
    }
    return true;
  }

  private boolean sendDue() {
    if (heartbeat.getAndSet(false)
        && !passed(sse.newEventBuilder().comment("still here").build())) {
      return false;
    }
    List<DevicePoint> first = snapshot;
    if (first != null) {
      snapshot = null;
      if (!passed(event("snapshot", newest(first), AnswerText.items(first)))) {
        return false;
      }
    }
    long dropped = outbox.takeDropped();
    if (dropped > 0 && !passed(event("dropped", null, "{\"count\":" + dropped + "}"))) {
      return false;
    }
    List<DevicePoint> due = outbox.take(millis());
    for (DevicePoint point : due) {
      if (!passed(event("reading", point.at(), AnswerText.object(point)))) {
        return false;
      }
    }
    sent.accept(due.size());
    return true;
  }

  private static Instant newest(List<DevicePoint> points) {
    return points.stream().map(DevicePoint::at).max(Instant::compareTo).orElse(null);
  }

  private OutboundSseEvent event(String name, Instant at, String json) {
    OutboundSseEvent.Builder event = sse.newEventBuilder().name(name).data(json);
    if (at != null) {
      event.id(String.valueOf(at.toEpochMilli()));
    }
    return event.build();
  }

  private boolean passed(OutboundSseEvent event) {
    return !sink.isClosed() && !sink.send(event).toCompletableFuture().isCompletedExceptionally();
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }

  void close() {
    sink.close();
  }
}
