package io.iotcrm.benchmark.proof;

/** How the devices behave at the moment; changed by faults, read by each device as it reports. */
final class Manners {
  private volatile boolean twice;
  private volatile boolean swapped;
  private volatile boolean poisonous;
  private volatile long clockMillis;

  /** Every message is sent a second time. */
  void sayEverythingTwice(boolean on) {
    twice = on;
  }

  boolean twice() {
    return twice;
  }

  /** Each two neighbours change places. */
  void swapNeighbours(boolean on) {
    swapped = on;
  }

  boolean swapped() {
    return swapped;
  }

  /** Rubbish between the readings. */
  void mixInRubbish(boolean on) {
    poisonous = on;
  }

  boolean poisonous() {
    return poisonous;
  }

  /** How far the devices' clocks are from the right time. */
  void moveClock(long millis) {
    clockMillis = millis;
  }

  long now() {
    return System.currentTimeMillis() + clockMillis;
  }

  void heal() {
    twice = false;
    swapped = false;
    poisonous = false;
    clockMillis = 0;
  }
}
