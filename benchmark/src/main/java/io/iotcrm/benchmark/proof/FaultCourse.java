package io.iotcrm.benchmark.proof;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One fault from its beginning to its end, beside the devices that go on. It lasts for the time
 * that was asked for, and longer, within limits, until something is seen of it.
 */
final class FaultCourse {
  private static final long LOOK_AGAIN_MILLIS = 250;

  private final Fault fault;
  private final long millis;
  private final long patienceMillis;
  private volatile Finding evidence = Finding.NOTHING;
  private volatile String failure;
  private CompletableFuture<Void> course;

  /**
   * @param millis how long it lasts at least
   */
  FaultCourse(Fault fault, long millis) {
    this(fault, millis, 30_000);
  }

  /**
   * @param patienceMillis how much longer to wait for something to be seen
   */
  FaultCourse(Fault fault, long millis, long patienceMillis) {
    this.fault = fault;
    this.millis = millis;
    this.patienceMillis = patienceMillis;
  }

  void begin() {
    course = CompletableFuture.runAsync(this::run, task -> new Thread(task, "fault").start());
  }

  boolean isOver() {
    return course != null && course.isDone();
  }

  /** What was seen while it lasted. */
  Finding evidence() {
    return evidence;
  }

  /** Why it could not be brought about or ended. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private void run() {
    try {
      Trace trace = fault.strike().run();
      TimeUnit.MILLISECONDS.sleep(millis);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
      evidence = trace.look();
      while (!evidence.evident() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        evidence = trace.look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = "interrupted";
    } catch (Exception e) {
      failure = "could not be brought about: " + e.getMessage();
    }
    heal();
  }

  /** Also where it struck by half only. */
  private void heal() {
    try {
      fault.heal().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = "interrupted";
    } catch (Exception first) {
      failure = "could not be ended: " + first.getMessage();
      try {
        fault.heal().run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception second) {
        failure = "could not be ended, twice: " + second.getMessage();
      }
    }
  }
}
