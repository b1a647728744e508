package io.iotcrm.benchmark.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** A device that reports whenever its timer says so. */
abstract class ReportingDevice implements SimulatedDevice {
  final ReportTimer timer;
  private final String id;

  ReportingDevice(String id, ReportTimer timer) {
    this.id = id;
    this.timer = timer;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public void advance(double seconds) {
    timer.advance(seconds);
  }

  @Override
  public final Map<String, Object> report() {
    if (!takeTurn()) {
      return Map.of();
    }
    Map<String, Object> readings = new LinkedHashMap<>();
    measure(readings);
    return readings;
  }

  /** Whether a report is due; if so, it settles when the next one is. */
  boolean takeTurn() {
    return timer.take();
  }

  /** Adds what this report says. */
  abstract void measure(Map<String, Object> readings);
}
