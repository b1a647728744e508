package io.iotcrm.benchmark.simulation;

/** Says when a device reports: every so many seconds, and at once when something has happened. */
final class ReportTimer {
  private final double period;
  private double left;
  private long reports;

  /** Starts anywhere in the period, so that devices of one kind do not report in step. */
  ReportTimer(double period, Chance chance) {
    this.period = period;
    this.left = chance.uniform(0, period);
  }

  void advance(double seconds) {
    left -= seconds;
  }

  void hurry() {
    left = 0;
  }

  /** Whether a report is due; if so, the next one is due a period later. */
  boolean take() {
    return take(period);
  }

  /** The same with another period until the next report. */
  boolean take(double next) {
    if (left > 0) {
      return false;
    }
    left = Math.max(left + next, 0);
    reports++;
    return true;
  }

  /** True with every n-th report, the first one included. */
  boolean every(int n) {
    return reports % n == 1 % n;
  }
}
