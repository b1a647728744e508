package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.database.StoredReadings;
import io.iotcrm.benchmark.database.StoredReadings.Stamp;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * How long a message takes from when it was due until another connection reads it in the database.
 *
 * <p>Some twenty messages a second are followed, each looked for every {@value #EVERY_MILLIS} ms: a
 * figure is too large by up to that and the time of the question, never too small. When {@value
 * #MOST_FOLLOWED} are on their way no more are taken; {@link Delays#skipped} then says that the
 * figures flatter.
 */
final class StoredDelay {
  static final int MOST_FOLLOWED = 2_000;
  private static final int EVERY_MILLIS = 20;

  /** A message that is followed. */
  record Followed(Stamp stamp, long dueNanos) {}

  /**
   * @param micros from due to stored
   * @param open followed and not stored when the measuring ended
   * @param skipped not followed, because too many were on their way
   */
  record Delays(Histogram micros, long open, long skipped) {}

  private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(60), 3);
  private final StoredReadings stored;
  private final String key;
  private final Queue<Followed> coming = new ConcurrentLinkedQueue<>();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicInteger following = new AtomicInteger();
  private final Thread thread;
  private final List<Followed> open = new ArrayList<>();
  private volatile boolean stopping;
  private volatile SQLException failure;

  StoredDelay(DatabaseOptions database, String key) throws SQLException {
    stored = new StoredReadings(database.connect());
    this.key = key;
    thread = new Thread(this::run, "stored-delay");
    thread.setDaemon(true);
    thread.start();
  }

  /** Follows a message that is about to be sent. Any thread. */
  void follow(Followed message) {
    if (following.get() >= MOST_FOLLOWED) {
      skipped.incrementAndGet();
    } else {
      following.incrementAndGet();
      coming.add(message);
    }
  }

  private void run() {
    try {
      while (!stopping) {
        long began = System.nanoTime();
        look();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        TimeUnit.MILLISECONDS.sleep(Math.max(EVERY_MILLIS - took, 3 * took));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      failure = e;
    }
  }

  private void look() throws SQLException {
    for (Followed next = coming.poll(); next != null; next = coming.poll()) {
      open.add(next);
    }
    if (open.isEmpty()) {
      return;
    }
    Set<Stamp> there =
        new HashSet<>(stored.stored(open.stream().map(Followed::stamp).toList(), key));
    long now = System.nanoTime();
    open.removeIf(
        one -> {
          boolean found = there.contains(one.stamp());
          if (found) {
            following.decrementAndGet();
            micros.recordValue(
                Math.min(micros.getHighestTrackableValue(), (now - one.dueNanos()) / 1_000));
          }
          return found;
        });
  }

  /** Ends the measuring once what is followed has been stored, or after so many seconds. */
  Delays finish(long seconds) throws InterruptedException, SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    stopping = true;
    thread.join();
    if (failure != null) {
      throw failure;
    }
    while (!open.isEmpty() && System.nanoTime() < end) {
      look();
      TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
    }
    stored.close();
    return new Delays(micros, open.size(), skipped.get());
  }
}
