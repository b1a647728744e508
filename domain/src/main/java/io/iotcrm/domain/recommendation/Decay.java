package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * How an interaction fades: after one half-life it counts half.
 *
 * @param halfLife longer than zero
 */
public record Decay(Duration halfLife) implements Serializable {
  public Decay {
    if (halfLife.isZero() || halfLife.isNegative()) {
      throw new IllegalArgumentException("a half-life is longer than zero, not " + halfLife);
    }
  }

  /** What is left of a weight given at one moment when it is looked at from another. */
  public double at(double weight, Instant given, Instant seen) {
    double halfLives = (double) (seen.toEpochMilli() - given.toEpochMilli()) / halfLife.toMillis();
    return weight * Math.exp(-Math.log(2) * halfLives);
  }

  /**
   * The strength of a customer's bond to an item, between 0 and 1, from the sum of its faded
   * weights. The hundredth purchase says less than the first, so the sum is saturated.
   */
  public static double strength(double sum) {
    return sum / (1 + sum);
  }
}
