package io.iotcrm.ejb.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

/**
 * Lets concurrent callers share one write: while one writes, the others queue, and the next writer
 * takes everything that is waiting. Under load many small batches become few large statements; a
 * lone caller waits for nobody.
 *
 * <p>When the writer throws, everybody whose work was in that group gets the exception and decides
 * for itself; so the writer must be idempotent. Thread-safe.
 *
 * @param <I> one caller's work
 * @param <O> what the caller gets for it
 */
public final class GroupCommit<I, O> {

  /** Writes one group and answers for each of its parts, in their order. */
  @FunctionalInterface
  public interface Writer<I, O> {
    List<O> write(List<I> group) throws Exception;
  }

  private final Writer<I, O> writer;
  private final ToIntFunction<I> weight;
  private final int maxWeight;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry<I, O>> waiting = new ArrayDeque<>();
  private boolean writing;

  /**
   * @param maxWeight a group ends before it becomes heavier; a single heavier part goes alone
   */
  public GroupCommit(Writer<I, O> writer, ToIntFunction<I> weight, int maxWeight) {
    this.writer = writer;
    this.weight = weight;
    this.maxWeight = maxWeight;
  }

  private static final class Entry<I, O> {
    private final I work;
    private O result;
    private Exception failure;
    private boolean done;

    Entry(I work) {
      this.work = work;
    }
  }

  /**
   * Returns when the work is written, by this caller or another.
   *
   * @throws InterruptedException while waiting; the work may be written all the same
   */
  public O submit(I work) throws Exception {
    Entry<I, O> mine = new Entry<>(work);
    lock.lockInterruptibly();
    try {
      waiting.add(mine);
      while (!mine.done) {
        if (writing) {
          changed.await();
        } else {
          lead();
        }
      }
    } finally {
      waiting.remove(mine);
      lock.unlock();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return mine.result;
  }

  /** Writes the next group without the lock; called and returns with it. */
  private void lead() {
    List<Entry<I, O>> group = nextGroup();
    writing = true;
    lock.unlock();
    List<O> results = List.of();
    Exception failure = null;
    try {
      results = writer.write(group.stream().map(entry -> entry.work).toList());
      if (results.size() != group.size()) {
        failure = new IllegalStateException("the writer answered for another number of parts");
      }
    } catch (Exception e) {
      failure = e;
    } catch (Error e) {
      failure = new IllegalStateException(e);
    } finally {
      lock.lock();
      writing = false;
      for (int i = 0; i < group.size(); i++) {
        Entry<I, O> entry = group.get(i);
        entry.failure = failure;
        entry.result = failure == null ? results.get(i) : null;
        entry.done = true;
      }
      changed.signalAll();
    }
  }

  /** How many callers wait for the next group; for tests and metrics. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private List<Entry<I, O>> nextGroup() {
    List<Entry<I, O>> group = new ArrayList<>();
    int total = 0;
    while (!waiting.isEmpty()) {
      int next = weight.applyAsInt(waiting.peek().work);
      if (!group.isEmpty() && total + next > maxWeight) {
        break;
      }
      total += next;
      group.add(waiting.remove());
    }
    return group;
  }
}
