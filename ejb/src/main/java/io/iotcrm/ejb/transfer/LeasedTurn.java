package io.iotcrm.ejb.transfer;

import io.iotcrm.ejb.platform.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A turn at some work: one at a time on this instance, and only while it has the lease. */
final class LeasedTurn {
  private static final Duration LEASED = Duration.ofMinutes(2);
  private static final Duration RENEW = Duration.ofSeconds(20);

  private final String name;
  private final AtomicBoolean working = new AtomicBoolean();
  private volatile Instant renewedAt = Instant.MIN;

  LeasedTurn(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** False while an earlier turn goes on. */
  boolean begin() {
    return working.compareAndSet(false, true);
  }

  /** Whether this instance has the lease; asks for it where that was long ago. */
  boolean goOn(Lease lease) {
    Instant now = Instant.now();
    if (renewedAt != Instant.MIN && now.isBefore(renewedAt.plus(RENEW))) {
      return true;
    }
    boolean mine = lease.acquire(name, LEASED);
    renewedAt = mine ? now : Instant.MIN;
    return mine;
  }

  void end(Lease lease) {
    if (renewedAt != Instant.MIN) {
      renewedAt = Instant.MIN;
      lease.release(name);
    }
    working.set(false);
  }
}
