package io.iotcrm.server.broker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * Lets a queue's consumers finish before others join or leave them. With a newcomer the queue gives
 * its groups out anew, and those of a consumer that leaves go to others; a group's next message
 * would then overtake what the old consumer still works on, or what is on its way back from it. So
 * the queue delivers nothing while consumers come and go: until what was delivered is acknowledged,
 * and what was not is in its place again. After {@value #LONGEST_MILLIS} ms of that it goes on all
 * the same: consumers may be waiting for a database that is away. Thread-safe.
 *
 * <p>The queue's own {@code group-rebalance-pause-dispatch} has the same aim, and leaves the queue
 * paused for good when a consumer is killed meanwhile.
 */
final class LaneHandover {
  private static final Logger LOG = System.getLogger(LaneHandover.class.getName());
  private static final long LONGEST_MILLIS = 10_000;

  /**
   * Consumers of one instance come and go one after the other: the queue waits for the next so
   * long. It is also more than the journal needs before returned messages are in the queue.
   */
  private static final long NEXT_MILLIS = 300;

  private static final long LOOK_MILLIS = 5;

  private final ActiveMQServer server;
  private boolean held;
  private int underWay;
  private long heldAt;
  private long goOnAt;

  LaneHandover(ActiveMQServer server) {
    this.server = server;
  }

  /** A consumer is about to join. Returns when nothing of the queue is under way any more. */
  void joining(Queue queue) {
    hold(queue);
    while (queue.getDeliveringCount() > 0 && !isLong()) {
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (queue.getDeliveringCount() > 0) {
      LOG.log(
          Level.INFO,
          "a consumer joins {0} while {1} messages are worked on: their successors may overtake",
          queue.getName(),
          queue.getDeliveringCount());
    }
  }

  /** A consumer is about to leave; what it has not acknowledged returns to the queue. */
  void leaving(Queue queue) {
    hold(queue);
  }

  /** It has joined or left. */
  synchronized void done() {
    underWay = Math.max(0, underWay - 1);
    goOnAt = now() + NEXT_MILLIS;
  }

  private synchronized void hold(Queue queue) {
    underWay++;
    if (!held) {
      held = true;
      heldAt = now();
      queue.pause();
      lookLater(queue);
    }
  }

  private synchronized boolean isLong() {
    return now() - heldAt > LONGEST_MILLIS;
  }

  private void lookLater(Queue queue) {
    server.getScheduledPool().schedule(() -> goOn(queue), NEXT_MILLIS / 2, TimeUnit.MILLISECONDS);
  }

  private synchronized void goOn(Queue queue) {
    long now = now();
    boolean isOver = underWay == 0 && now >= goOnAt;
    if (isOver || now - heldAt > LONGEST_MILLIS + NEXT_MILLIS) {
      held = false;
      underWay = 0; // also those whose creation failed, of which nobody tells
      queue.resume();
    } else {
      lookLater(queue);
    }
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
