package io.iotcrm.benchmark.simulation;

import java.util.PriorityQueue;

/**
 * Customers of one shop: they arrive at random, stay a while, queue at the tills and leave.
 *
 * <p>Arrivals are a Poisson process whose rate follows the hour; stays are exponential; the tills
 * serve first come, first served. At closing time the remaining ones go.
 */
final class Footfall {
  private static final double ARRIVALS_PER_HOUR = 150;
  private static final double STAY = 720;
  private static final double SERVICE = 75;
  private static final int TILLS = 3;
  private static final int CAPACITY = 400;

  private final Chance chance;
  private final PriorityQueue<Double> atShelves = new PriorityQueue<>();
  private final double[] tillFreeIn = new double[TILLS];
  private double now;
  private int queue;
  private int entered;
  private int left;

  Footfall(Chance chance) {
    this.chance = chance;
  }

  /**
   * Lets shop time pass.
   *
   * @param traffic 0 to 1, see {@link ShopClock#traffic}
   */
  void advance(double seconds, double traffic) {
    now += seconds;
    int arrivals = chance.poisson(traffic * ARRIVALS_PER_HOUR * seconds / 3_600);
    for (int i = 0; i < arrivals && occupancy() < CAPACITY; i++) {
      entered++;
      atShelves.add(now + chance.exponential(STAY));
    }
    if (traffic == 0) {
      sendHome();
      return;
    }
    while (!atShelves.isEmpty() && atShelves.peek() <= now) {
      atShelves.poll();
      queue++;
    }
    for (int till = 0; till < TILLS; till++) {
      serve(till, seconds);
    }
  }

  private void serve(int till, double seconds) {
    tillFreeIn[till] -= seconds;
    while (tillFreeIn[till] <= 0 && queue > 0) {
      queue--;
      left++;
      tillFreeIn[till] += chance.exponential(SERVICE);
    }
    // An idle till does not save up time for the next customers.
    tillFreeIn[till] = Math.max(0, tillFreeIn[till]);
  }

  private void sendHome() {
    left += occupancy();
    atShelves.clear();
    queue = 0;
  }

  int occupancy() {
    return atShelves.size() + queue;
  }

  int queue() {
    return queue;
  }

  /** Who came in since the last call. */
  int takeEntered() {
    int count = entered;
    entered = 0;
    return count;
  }

  /** Who went out since the last call. */
  int takeLeft() {
    int count = left;
    left = 0;
    return count;
  }
}
