package io.iotcrm.edge.pipeline;

/** Where closed batches go. */
public interface BatchSink {

  /**
   * Takes the batch, in the order of the calls. Blocks while too much is on its way: that is how
   * the pressure of a slow centre reaches the doors.
   */
  void offer(OutgoingBatch batch) throws InterruptedException;

  /** Whether nothing is on its way, so that there is nothing to wait for with a small batch. */
  default boolean isIdle() {
    return false;
  }
}
