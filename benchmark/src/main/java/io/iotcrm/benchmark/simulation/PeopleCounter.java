package io.iotcrm.benchmark.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** A camera that counts and sends the counts only; {@code in} and {@code out} since its last. */
final class PeopleCounter implements SimulatedDevice {
  private static final double PERIOD = 5;

  private final String id;
  private final Footfall footfall;
  private final ReportTimer timer;

  PeopleCounter(String id, Footfall footfall, Chance chance) {
    this.id = id;
    this.footfall = footfall;
    this.timer = new ReportTimer(PERIOD, chance);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void advance(double seconds) {
    timer.advance(seconds);
  }

  @Override
  public Map<String, Object> report() {
    if (!timer.take()) {
      return Map.of();
    }
    Map<String, Object> readings = new LinkedHashMap<>();
    readings.put("in", footfall.takeEntered());
    readings.put("out", footfall.takeLeft());
    readings.put("occupancy", footfall.occupancy());
    readings.put("queue", footfall.queue());
    return readings;
  }
}
