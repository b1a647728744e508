package io.iotcrm.benchmark.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What all connections of a generator have done. Thread safe. */
final class LoadCounters {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final Recorder latency = new Recorder(LONGEST_MICROS, 3);
  private final LongAdder sent = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final AtomicReference<String> refusal = new AtomicReference<>();

  void countSent() {
    sent.increment();
  }

  void countAcknowledged(long micros) {
    acknowledged.increment();
    latency.recordValue(Math.max(1, Math.min(micros, LONGEST_MICROS)));
  }

  void countRefused() {
    refused.increment();
  }

  void countBroken() {
    broken.increment();
  }

  /** Keeps the first reason. */
  void connectionRefused(String reason) {
    refusal.compareAndSet(null, reason);
  }

  /** The first reason for which a connection was refused, or null. */
  String refusal() {
    return refusal.get();
  }

  /** Microseconds to the acknowledgement since the last call. */
  Histogram takeLatency() {
    return latency.getIntervalHistogram();
  }

  long sent() {
    return sent.sum();
  }

  long acknowledged() {
    return acknowledged.sum();
  }

  long refused() {
    return refused.sum();
  }

  long broken() {
    return broken.sum();
  }
}
