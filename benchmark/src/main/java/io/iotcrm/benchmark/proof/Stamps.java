package io.iotcrm.benchmark.proof;

import java.util.HashSet;
import java.util.Set;

/**
 * The time stamps that a device has given to readings, over all trials: two readings of one series
 * and moment would be one, and a clock that was moved back comes by the moments of earlier trials.
 * For one thread.
 */
final class Stamps {
  private final Set<Long> given = new HashSet<>();

  /**
   * @param wanted epoch milliseconds
   * @return the first moment from there on that no reading has
   */
  long next(long wanted) {
    long at = wanted;
    while (!given.add(at)) {
      at++;
    }
    return at;
  }
}
