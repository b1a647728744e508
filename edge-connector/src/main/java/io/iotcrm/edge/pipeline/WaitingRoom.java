package io.iotcrm.edge.pipeline;

import io.iotcrm.edge.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Holds messages of devices that the edge does not know yet: a device may speak in the seconds
 * between its registration and the edge's next look at the registry. Small and bounded; what does
 * not fit, or is still unknown after two looks, is refused. Thread-safe.
 */
final class WaitingRoom {
  private static final int MAX_MESSAGES = 256;
  private static final int MAX_BYTES = 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Runnable askRegistry;
  private final Clock clock;
  private final Deque<Waiting> messages = new ArrayDeque<>();
  private int bytes;

  record Waiting(
      String deviceId, byte[] payload, Instant receivedAt, Acknowledgement acknowledgement) {}

  WaitingRoom(Runnable askRegistry, Clock clock) {
    this.askRegistry = askRegistry;
    this.clock = clock;
  }

  /** Whether the message may wait; false when it has waited long enough or there is no room. */
  boolean enter(Waiting message) {
    if (message.receivedAt().plus(PATIENCE).isBefore(clock.instant())) {
      return false;
    }
    synchronized (this) {
      if (messages.size() >= MAX_MESSAGES || bytes + message.payload().length > MAX_BYTES) {
        return false;
      }
      messages.add(message);
      bytes += message.payload().length;
    }
    askRegistry.run();
    return true;
  }

  /** The messages that the registry decides about: their device is known now, or time is up. */
  synchronized List<Waiting> leaving(Registry registry) {
    List<Waiting> leaving = new ArrayList<>();
    Instant now = clock.instant();
    messages.removeIf(
        message -> {
          boolean leaves =
              registry.devices().containsKey(message.deviceId())
                  || message.receivedAt().plus(PATIENCE).isBefore(now);
          if (leaves) {
            leaving.add(message);
            bytes -= message.payload().length;
          }
          return leaves;
        });
    if (!messages.isEmpty()) {
      askRegistry.run();
    }
    return leaving;
  }

  /** Forgets all: the broker will deliver them again. */
  synchronized void clear() {
    messages.clear();
    bytes = 0;
  }
}
