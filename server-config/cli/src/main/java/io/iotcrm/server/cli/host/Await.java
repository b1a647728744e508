package io.iotcrm.server.cli.host;

import java.time.Duration;

/** Waits for a condition of the outside world, with a limit. */
public final class Await {
  private Await() {}

  /** A condition that may fail while what it asks is still starting; a failure counts as "no". */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * @throws IllegalStateException when the limit passes; {@code what} says what was awaited and
   *     where to look
   */
  public static void until(String what, Duration limit, Condition condition) {
    if (!quietly(limit, condition)) {
      throw new IllegalStateException("waited " + limit.toSeconds() + " s in vain for " + what);
    }
  }

  public static boolean quietly(Duration limit, Condition condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      if (holds(condition)) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    }
  }

  private static boolean holds(Condition condition) {
    try {
      return condition.holds();
    } catch (Exception notYet) {
      return false;
    }
  }
}
