package io.iotcrm.benchmark.simulation;

import java.util.Map;

/** A device of the demo shop; advanced and asked by the simulation's one thread. */
interface SimulatedDevice {
  String id();

  /** Lets real seconds pass. */
  void advance(double seconds);

  /** The readings to send now, by key; empty when it is not yet time for a report. */
  Map<String, Object> report();

  /**
   * Does what a command asks.
   *
   * @param params by name, numbers as {@link Number}
   * @return what the device answers
   * @throws IllegalArgumentException if it cannot do that; the message goes back as the error
   */
  default Map<String, Object> execute(String command, Map<String, Object> params) {
    throw new IllegalArgumentException("unknown command " + command);
  }
}
