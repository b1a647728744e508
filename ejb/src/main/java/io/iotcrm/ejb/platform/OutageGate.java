package io.iotcrm.ejb.platform;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds work while something that it needs is away. The message stays with its consumer and is
 * tried again inside the consumer, so an outage uses up no delivery and good messages are never
 * dead-lettered. Each outage is reported once when it begins and once when it ends, whatever the
 * number of workers that meet it.
 */
public final class OutageGate {
  private static final Logger LOG = System.getLogger(OutageGate.class.getName());
  private static final int UNKNOWN_ATTEMPTS = 5;

  private final String what;
  private final Backoff backoff;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<Instant> awaySince = new AtomicReference<>();
  private final AtomicLong awayMillis = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();

  /**
   * @param what is held, for the log: "telemetry ingestion"
   */
  public OutageGate(String what) {
    this(what, new Backoff(Duration.ofMillis(100), Duration.ofSeconds(15)), Clock.systemUTC());
  }

  OutageGate(String what, Backoff backoff, Clock clock) {
    this.what = what;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** The instance is stopping: the message has to go back to the broker. */
  public static final class ClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedException(Throwable cause) {
      super("this instance is stopping; the message goes back to the broker", cause);
    }
  }

  /**
   * Does the work, again and again while there is an outage.
   *
   * @throws ClosedException when the gate was closed meanwhile
   * @throws Exception what the work threw for another reason than an outage: at once for wrong
   *     data, after five attempts for what nobody knows
   */
  public <T> T hold(Callable<T> work) throws Exception {
    int unknown = 0;
    for (int attempt = 1; ; attempt++) {
      long endedBefore = ended.get();
      try {
        if (closed.getCount() == 0) {
          throw new ClosedException(null);
        }
        T result = work.call();
        over();
        return result;
      } catch (ClosedException e) {
        throw e;
      } catch (Exception e) {
        Failure failure = Failure.of(e);
        if (failure == Failure.DATA
            || failure == Failure.UNKNOWN && ++unknown >= UNKNOWN_ATTEMPTS) {
          throw e;
        }
        if (failure == Failure.OUTAGE) {
          began(e, endedBefore);
        }
        if (closed.await(backoff.after(attempt).toMillis(), TimeUnit.MILLISECONDS)) {
          throw new ClosedException(e);
        }
      }
    }
  }

  /** What failed while an outage ended belongs to that one and begins no other. */
  private void began(Exception cause, long endedBefore) {
    if (ended.get() == endedBefore && awaySince.compareAndSet(null, clock.instant())) {
      LOG.log(
          cause instanceof StartingException ? Level.INFO : Level.WARNING,
          "{0} waits: {1}. Nothing is lost; it goes on by itself.",
          what,
          Failure.root(cause));
    }
  }

  private void over() {
    Instant since = awaySince.get();
    if (since == null) {
      return;
    }
    ended.incrementAndGet();
    if (awaySince.compareAndSet(since, null)) {
      Duration away = Duration.between(since, clock.instant());
      awayMillis.addAndGet(away.toMillis());
      LOG.log(Level.INFO, "{0} goes on after {1} s.", what, away.toMillis() / 1000.0);
    }
  }

  /** Whether an outage is going on. */
  public boolean isAway() {
    return awaySince.get() != null;
  }

  /** How long all outages have lasted, the present one included, in seconds. */
  public double awaySeconds() {
    Instant since = awaySince.get();
    long present = since == null ? 0 : Duration.between(since, clock.instant()).toMillis();
    return (awayMillis.get() + present) / 1000.0;
  }

  /** Wakes everybody who waits; their work goes back to where it came from. For good. */
  public void close() {
    closed.countDown();
  }
}
