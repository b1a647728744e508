package io.iotcrm.benchmark.simulation;

/**
 * The time of day in the shops: a day of 14 open and 10 closed hours passes in about 15 minutes.
 *
 * <p>One second in front of the screen is a minute of the open shop. Nights pass ten times faster
 * still, because nothing happens in them.
 */
final class ShopClock {
  /** Shop seconds in one second of an open shop. */
  static final double PACE = 60;

  private static final double NIGHT_PACE = 600;
  private static final double OPENS = 8;
  private static final double CLOSES = 22;
  private static final double START = 10;

  private double hour = START;

  /** Lets real seconds pass; returns the shop seconds that passed. */
  double advance(double seconds) {
    double passed = seconds * (isOpen() ? PACE : NIGHT_PACE);
    hour = (hour + passed / 3_600) % 24;
    return passed;
  }

  /** 0 up to but not 24. */
  double hourOfDay() {
    return hour;
  }

  boolean isOpen() {
    return hour >= OPENS && hour < CLOSES;
  }

  /** How busy it is now, 0 to 1: peaks at lunch and after work, nobody when closed. */
  double traffic() {
    if (!isOpen()) {
      return 0;
    }
    return Math.min(1, 0.18 + 0.55 * bell(12.5, 1.2) + 0.8 * bell(17.5, 1.5));
  }

  private double bell(double peak, double width) {
    double distance = (hour - peak) / width;
    return Math.exp(-distance * distance / 2);
  }
}
