package io.iotcrm.edge.uplink;

import io.iotcrm.edge.pipeline.OutgoingBatch;

/** A batch that the link has; {@code direct} is null where it came from the store. */
final class Sent {
  final long ticket;
  final OutgoingBatch direct;
  final int readings;
  final long at = System.nanoTime();
  boolean accepted;

  Sent(long ticket, OutgoingBatch direct, int readings) {
    this.ticket = ticket;
    this.direct = direct;
    this.readings = readings;
  }
}
