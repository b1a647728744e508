package io.iotcrm.benchmark.simulation;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What went over all links so far. */
final class Traffic {
  final LongAdder sent = new LongAdder();
  final LongAdder acknowledged = new LongAdder();

  /** Messages that a device could not keep any longer, or that were refused. */
  final LongAdder dropped = new LongAdder();

  final LongAdder commands = new LongAdder();
  final AtomicInteger connected = new AtomicInteger();

  @Override
  public String toString() {
    return String.format(
        "%d devices connected; messages: %d sent, %d acknowledged, %d dropped; %d commands",
        connected.get(), sent.sum(), acknowledged.sum(), dropped.sum(), commands.sum());
  }
}
