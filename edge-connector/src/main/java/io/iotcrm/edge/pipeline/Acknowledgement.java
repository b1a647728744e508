package io.iotcrm.edge.pipeline;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The device's message is safe: its readings are at the centre's broker or on this machine's disk.
 * Called at most once, from any thread, and must not block. Never called when the readings did not
 * get there; the device or the broker then sends again.
 */
@FunctionalInterface
public interface Acknowledgement {
  void acknowledge();

  /**
   * What each of so many parts of the message is to be acknowledged by; with the last of them the
   * message is. With no part at all it is at once.
   */
  default Acknowledgement afterAll(int parts) {
    if (parts == 0) {
      acknowledge();
    }
    AtomicInteger open = new AtomicInteger(parts);
    return () -> {
      if (open.decrementAndGet() == 0) {
        acknowledge();
      }
    };
  }
}
