package io.iotcrm.benchmark.simulation;

/** A battery that somebody changes when it is nearly empty. */
final class Battery {
  private static final double CHANGED_AT = 6;

  private final double perHour;
  private double percent;

  /**
   * @param percent the charge now
   * @param perHour what an hour of real time takes
   */
  Battery(double percent, double perHour) {
    this.percent = percent;
    this.perHour = perHour;
  }

  void advance(double seconds) {
    percent -= perHour * seconds / 3_600;
    if (percent < CHANGED_AT) {
      percent = 100;
    }
  }

  /** Whole percent. */
  double percent() {
    return Math.round(percent);
  }
}
