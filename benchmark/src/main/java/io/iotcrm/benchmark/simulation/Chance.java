package io.iotcrm.benchmark.simulation;

import java.util.SplittableRandom;

/** Random numbers of one device, fixed by the seed of the run and the device's id. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed, String deviceId) {
    this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + deviceId.hashCode());
  }

  double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** True in the given share of cases. */
  boolean in(double share) {
    return random.nextDouble() < share;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  double normal(double mean, double deviation) {
    return mean + deviation * random.nextGaussian();
  }

  /** The time until the next event of a Poisson process. */
  double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  /** The number of events of a Poisson process in a period in which {@code mean} are expected. */
  int poisson(double mean) {
    double limit = Math.exp(-Math.min(mean, 500));
    double product = random.nextDouble();
    int events = 0;
    while (product > limit) {
      events++;
      product *= random.nextDouble();
    }
    return events;
  }

  /** Rounded to the step of a sensor's resolution. */
  static double quantise(double value, double step) {
    // Dividing by the reciprocal gives 4.1 where a product gives 4.1000000000000005.
    return Math.round(value / step) / (1 / step);
  }

  static double clamp(double value, double min, double max) {
    return Math.max(min, Math.min(max, value));
  }
}
