package io.iotcrm.benchmark.proof;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How the devices behave at the moment; changed by faults, read by each device as it reports, which
 * counts what it did.
 */
final class Manners {
  private volatile boolean twice;
  private volatile boolean swapped;
  private volatile boolean poisonous;
  private volatile long clockMillis;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();

  /** Every message is sent a second time. */
  Trace sayEverythingTwice() {
    twice = true;
    return counted("messages sent twice");
  }

  boolean twice() {
    return twice;
  }

  /** Each two neighbours change places. */
  Trace swapNeighbours() {
    swapped = true;
    return counted("pairs swapped");
  }

  boolean swapped() {
    return swapped;
  }

  /** Rubbish between the readings. */
  Trace mixInRubbish() {
    poisonous = true;
    return counted("pieces of rubbish acknowledged or refused");
  }

  boolean poisonous() {
    return poisonous;
  }

  /** How far the devices' clocks are from the right time. */
  Trace moveClock(long millis) {
    clockMillis = millis;
    return counted("readings stamped " + millis + " ms off");
  }

  boolean clockMoved() {
    return clockMillis != 0;
  }

  long now() {
    return System.currentTimeMillis() + clockMillis;
  }

  /** A device has done once what it was told to do. */
  void done() {
    done.incrementAndGet();
  }

  /** A reading was acknowledged to a device. */
  void acknowledged() {
    acknowledged.incrementAndGet();
  }

  /** Evident while a second passes in which nothing is acknowledged. */
  Trace silence() {
    return () -> {
      long before = acknowledged.get();
      TimeUnit.SECONDS.sleep(1);
      long since = acknowledged.get() - before;
      return new Finding(since == 0, since + " readings acknowledged within a second");
    };
  }

  void heal() {
    twice = false;
    swapped = false;
    poisonous = false;
    clockMillis = 0;
  }

  private Trace counted(String what) {
    long before = done.get();
    return () -> {
      long count = done.get() - before;
      return new Finding(count > 0, count + " " + what);
    };
  }
}
