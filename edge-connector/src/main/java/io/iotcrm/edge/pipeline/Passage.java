package io.iotcrm.edge.pipeline;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One device message on its way, perhaps in parts: its acknowledgement is due when every part is
 * safe. Thread-safe.
 */
final class Passage {
  private final AtomicInteger open = new AtomicInteger(1);
  private final Acknowledgement acknowledgement;

  /** Begins with one open part: the message itself. */
  Passage(Acknowledgement acknowledgement) {
    this.acknowledgement = acknowledgement;
  }

  /** One more part must become safe. */
  void hold() {
    open.incrementAndGet();
  }

  /** A part is safe. */
  void done() {
    if (open.decrementAndGet() == 0) {
      acknowledgement.acknowledge();
    }
  }
}
