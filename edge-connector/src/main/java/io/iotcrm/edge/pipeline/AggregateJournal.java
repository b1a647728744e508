package io.iotcrm.edge.pipeline;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps open intervals on disk, so that a message whose readings were taken into one may be
 * acknowledged. What changed is written and forced together every few milliseconds; the messages
 * that wait for it are acknowledged after that and not before. While the disk refuses, they wait.
 * Thread-safe.
 */
final class AggregateJournal implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AggregateJournal.class.getName());
  private static final int MOST_OPEN = 100_000;
  private static final long PAUSE_MILLIS = 50;
  private static final long RETRY_MILLIS = 1_000;

  private final AggregateFile file;
  private final Map<String, Accumulator> open = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::run, "aggregates");
  private Set<Accumulator> changed = new LinkedHashSet<>();
  private Set<Accumulator> closed = new LinkedHashSet<>();
  private List<Passage> waiting = new ArrayList<>();
  private boolean flushing;
  private boolean stopping;
  private volatile boolean failed;

  /** Opens the journal with what an earlier life left in it. */
  AggregateJournal(Path path) throws IOException {
    file = new AggregateFile(path);
    for (Accumulator.Snapshot snapshot : file.read()) {
      Accumulator accumulator = new Accumulator(snapshot);
      open.put(accumulator.name(), accumulator);
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** The intervals that are open, oldest first. */
  synchronized List<Accumulator> open() {
    return new ArrayList<>(open.values());
  }

  /** Whether one more interval may be opened. */
  synchronized boolean hasRoom() {
    return open.size() < MOST_OPEN;
  }

  synchronized void opened(Accumulator accumulator) {
    open.put(accumulator.name(), accumulator);
  }

  /**
   * An interval took a reading in.
   *
   * @param passage done once the interval is on disk as it is now
   */
  synchronized void changed(Accumulator accumulator, Passage passage) {
    changed.add(accumulator);
    waiting.add(passage);
    notifyAll();
  }

  /**
   * Waits for all that was taken in before.
   *
   * @param passage done once it is on disk
   */
  void awaitAll(Passage passage) {
    synchronized (this) {
      if (flushing || !changed.isEmpty()) {
        waiting.add(passage);
        return;
      }
    }
    passage.done();
  }

  /** What the intervals amount to is safe: they are needed no more. */
  synchronized void closed(Collection<Accumulator> accumulators) {
    for (Accumulator accumulator : accumulators) {
      open.remove(accumulator.name(), accumulator);
      closed.add(accumulator);
    }
    notifyAll();
  }

  /** Whether the disk refuses what must be kept. */
  boolean hasFailed() {
    return failed;
  }

  private void run() {
    try {
      while (await()) {
        flush();
        Thread.sleep(failed ? RETRY_MILLIS : PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean await() throws InterruptedException {
    while (!stopping && changed.isEmpty() && closed.isEmpty()) {
      wait();
    }
    return !stopping;
  }

  private void flush() {
    Set<Accumulator> nowChanged;
    Set<Accumulator> nowClosed;
    List<Passage> safe;
    List<Accumulator> live;
    synchronized (this) {
      flushing = true;
      nowChanged = changed;
      nowClosed = closed;
      safe = waiting;
      changed = new LinkedHashSet<>();
      closed = new LinkedHashSet<>();
      waiting = new ArrayList<>();
      live = file.isLarge(open.size()) ? open() : null;
    }
    try {
      if (live == null) {
        file.append(nowChanged, nowClosed);
      } else {
        // A closed interval is not among the live ones, and an open one is there as it is now.
        List<Accumulator> all = new ArrayList<>(live);
        nowChanged.stream()
            .filter(a -> !live.contains(a) && !nowClosed.contains(a))
            .forEach(all::add);
        file.rewrite(all);
      }
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.log(Level.WARNING, "cannot keep open intervals, devices must wait: {0}", e.toString());
      }
      failed = true;
      synchronized (this) {
        flushing = false;
        changed.addAll(nowChanged);
        closed.addAll(nowClosed);
        waiting.addAll(0, safe);
      }
      return;
    }
    synchronized (this) {
      flushing = false;
      // Those that came while this was written wait for the next round, if there is one.
      if (changed.isEmpty()) {
        safe.addAll(waiting);
        waiting.clear();
      }
    }
    safe.forEach(Passage::done);
  }

  /** Writes what is still to be written; open intervals stay for the next start. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    flush();
    file.close();
  }
}
