package io.iotcrm.benchmark.simulation;

/**
 * The air in a fridge: heat leaks in, open doors let in more, a compressor takes it out.
 *
 * <p>A lumped model of one heat capacity, {@code dT/dt = (room - T) / tau - cooling}, advanced in
 * steps of at most five seconds of shop time. The compressor is switched with hysteresis around the
 * thermostat's target. In a fault it has tripped and does not run until the thermostat is set anew,
 * as with a controller that has to be reset.
 *
 * <p>Not thread safe: the simulation's thread owns it.
 */
final class Fridge {
  static final double USUAL_TARGET = 4;

  /** What the compressor reaches; lower targets are taken as this. */
  static final double LOWEST_TARGET = -2;

  static final double HIGHEST_TARGET = 12;

  private static final double ROOM = 21;
  private static final double HYSTERESIS = 0.7;

  /** Seconds in which a closed fridge without cooling comes 63 % closer to the room. */
  private static final double TAU_CLOSED = 5_400;

  private static final double TAU_OPEN = 900;

  /** Degrees that the running compressor takes out in a second. */
  private static final double COOLING = 0.0105;

  /** A target that was set by command holds this long in shop seconds, then the usual returns. */
  private static final double BOOST = 3 * 3_600;

  private static final double STEP = 5;

  private final Chance chance;
  private double temperature;
  private double target = USUAL_TARGET;
  private double boostLeft;
  private double doorOpenLeft;
  private boolean running;
  private boolean tripped;

  Fridge(Chance chance) {
    this.chance = chance;
    this.temperature = USUAL_TARGET + chance.uniform(-HYSTERESIS, HYSTERESIS);
    this.running = chance.in(0.5);
  }

  /**
   * Lets shop time pass.
   *
   * @param seconds of shop time
   * @param traffic how busy the shop is, 0 to 1: the busier, the more the door is opened
   */
  void advance(double seconds, double traffic) {
    for (double left = seconds; left > 0; left -= STEP) {
      step(Math.min(STEP, left), traffic);
    }
  }

  private void step(double seconds, double traffic) {
    boostLeft = Math.max(0, boostLeft - seconds);
    if (boostLeft == 0) {
      target = USUAL_TARGET;
    }
    doorOpenLeft = Math.max(0, doorOpenLeft - seconds);
    if (chance.in(traffic * seconds / 240)) {
      doorOpenLeft = chance.uniform(8, 25);
    }
    if (temperature > target + HYSTERESIS) {
      running = true;
    } else if (temperature < target - HYSTERESIS) {
      running = false;
    }
    double tau = doorOpenLeft > 0 ? TAU_OPEN : TAU_CLOSED;
    // A tripped fridge also blows the warm air of its condenser inside: it warms up faster.
    double leak = (ROOM - temperature) / (tripped ? tau / 4 : tau);
    temperature += seconds * (leak - (isCooling() ? COOLING : 0));
  }

  /** The compressor stops and stays off until {@link #setTarget}. */
  void trip() {
    tripped = true;
  }

  /** What the thermostat does on a command; resets a tripped compressor. */
  void setTarget(double wanted) {
    target = Chance.clamp(wanted, LOWEST_TARGET, HIGHEST_TARGET);
    boostLeft = BOOST;
    tripped = false;
    if (temperature > target) {
      running = true;
    }
  }

  double temperature() {
    return temperature;
  }

  double target() {
    return target;
  }

  boolean isCooling() {
    return running && !tripped;
  }

  boolean isTripped() {
    return tripped;
  }
}
