package io.iotcrm.web.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.web.api.Json;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One open stream and what it wants to see.
 *
 * <p>Events wait in a short queue, so that a slow reader holds up nobody; when it is full the
 * oldest are lost, which a reader has to expect anyway.
 */
final class LiveSubscriber {
  private static final int MAX_WAITING = 256;

  private final SseEventSink sink;
  private final Sse sse;
  private final Wishes wishes;
  private final BlockingQueue<OutboundSseEvent> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean sending = new AtomicBoolean();

  /**
   * What the reader asked for, as far as they may have it.
   *
   * @param devices whose events are wanted, readings too
   * @param accountId whose events are wanted; null: no account's in particular
   * @param contactId whose events are wanted; null: no contact's in particular
   * @param ofEverybody what is wanted of everybody where nobody in particular is named
   */
  record Wishes(
      Set<String> devices, UUID accountId, UUID contactId, Set<LiveEvent.Type> ofEverybody) {
    Wishes {
      devices = Set.copyOf(devices);
      ofEverybody = Set.copyOf(ofEverybody);
    }

    boolean include(LiveEvent event) {
      boolean named = event.deviceId() != null && devices.contains(event.deviceId());
      if (named || event.type() == LiveEvent.Type.READING) {
        return named;
      }
      if (accountId == null && contactId == null) {
        return ofEverybody.contains(event.type());
      }
      return accountId != null && accountId.equals(event.accountId())
          || contactId != null && contactId.equals(event.contactId());
    }
  }

  LiveSubscriber(SseEventSink sink, Sse sse, Wishes wishes) {
    this.sink = sink;
    this.sse = sse;
    this.wishes = wishes;
  }

  Set<String> devices() {
    return wishes.devices();
  }

  boolean wants(LiveEvent event) {
    return wishes.include(event);
  }

  void offer(LiveEvent event) {
    try {
      ObjectNode json = Json.MAPPER.valueToTree(event);
      if (event.type() == LiveEvent.Type.READING && event.value() != null) {
        json.set("value", Json.MAPPER.readTree(event.value()));
      }
      put(sse.newEvent(json.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a live event is always writable", e);
    }
  }

  /** Keeps proxies from closing the stream, and finds out whether anybody still reads it. */
  void offerHeartbeat() {
    put(sse.newEventBuilder().comment("still here").build());
  }

  private void put(OutboundSseEvent event) {
    while (!waiting.offer(event)) {
      waiting.poll();
    }
  }

  /**
   * Sends what waits. At most one thread does at a time.
   *
   * @return false when nobody reads the stream any more
   */
  boolean send() {
    while (!waiting.isEmpty()) {
      if (!sending.compareAndSet(false, true)) {
        return true; // whoever sends now looks again before leaving
      }
      try {
        OutboundSseEvent event;
        while ((event = waiting.poll()) != null) {
          if (sink.isClosed()) {
            return false;
          }
          if (sink.send(event).toCompletableFuture().isCompletedExceptionally()) {
            return false;
          }
        }
      } catch (IllegalStateException e) {
        return false;
      } finally {
        sending.set(false);
      }
    }
    return true;
  }

  void close() {
    sink.close();
  }
}
