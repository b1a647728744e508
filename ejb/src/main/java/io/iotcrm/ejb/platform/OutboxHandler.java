package io.iotcrm.ejb.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Delivers one kind of message to the outside. A CDI bean; called without a transaction, by one
 * thread of one instance for a given message at a time, and again after a crash: it must be
 * idempotent by {@link OutboxMessage#key()}.
 */
public interface OutboxHandler {
  String kind();

  /** How many messages are handed over at most at once. */
  int batchSize();

  /** After how many failed attempts a message is given up and left to people. */
  default int maxAttempts() {
    return 50;
  }

  /** How long an attempt may take before another instance may take the messages over. */
  default Duration timeLimit() {
    return Duration.ofSeconds(60);
  }

  /**
   * Returns when all of them are delivered.
   *
   * @throws OutboxRefusedException none of them will ever be taken
   * @throws Exception all of them are tried again later, with growing delays
   */
  void deliver(List<OutboxMessage> messages) throws Exception;

  /**
   * The same where each message succeeds or fails by itself.
   *
   * @return what failed, and why; whoever is not in it is delivered
   * @throws Exception all of them are tried again later, or given up if it is an {@link
   *     OutboxRefusedException}
   */
  default Map<OutboxMessage, Exception> deliverEach(List<OutboxMessage> messages) throws Exception {
    deliver(messages);
    return Map.of();
  }
}
