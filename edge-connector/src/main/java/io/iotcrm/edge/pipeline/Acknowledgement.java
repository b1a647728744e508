package io.iotcrm.edge.pipeline;

/**
 * The device's message is safe: its readings are at the centre's broker or on this machine's disk.
 * Called at most once, from any thread, and must not block. Never called when the readings did not
 * get there; the device or the broker then sends again.
 */
@FunctionalInterface
public interface Acknowledgement {
  void acknowledge();
}
