package io.iotcrm.ejb.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A turn at some work: one at a time on this instance, and only while it has the lease. The work
 * has to ask {@link #goOn} at least as often as the lease would run out. Thread-safe.
 */
public final class LeasedTurn {
  private final String name;
  private final Duration leased;
  private final Duration renew;
  private final AtomicBoolean working = new AtomicBoolean();
  private volatile boolean taken;
  private volatile Instant renewedAt = Instant.MIN;

  /**
   * @param name of the lease
   * @param leased how long the lease holds when it is not asked for again
   * @param renew the lease is asked for again after so long, which is shorter
   */
  public LeasedTurn(String name, Duration leased, Duration renew) {
    this.name = name;
    this.leased = leased;
    this.renew = renew;
  }

  public String name() {
    return name;
  }

  /** False while an earlier turn goes on. */
  public boolean begin() {
    return working.compareAndSet(false, true);
  }

  /** Whether this instance has the lease; asks for it where that was long ago. */
  public boolean goOn(Lease lease) {
    Instant now = Instant.now();
    if (renewedAt != Instant.MIN && now.isBefore(renewedAt.plus(renew))) {
      return true;
    }
    if (lease.acquire(name, leased)) {
      taken = true;
      renewedAt = now;
      return true;
    }
    renewedAt = Instant.MIN;
    return false;
  }

  /** Ends the turn, and gives back the lease where it was taken. */
  public void end(Lease lease) {
    renewedAt = Instant.MIN;
    try {
      if (taken) {
        taken = false;
        lease.release(name);
      }
    } finally {
      working.set(false);
    }
  }
}
