package io.iotcrm.benchmark.simulation;

import java.util.Map;

/** A camera that counts and sends the counts only; {@code in} and {@code out} since its last. */
final class PeopleCounter extends ReportingDevice {
  private static final double PERIOD = 5;

  private final Footfall footfall;

  PeopleCounter(String id, Footfall footfall, Chance chance) {
    super(id, new ReportTimer(PERIOD, chance));
    this.footfall = footfall;
  }

  @Override
  void measure(Map<String, Object> readings) {
    readings.put("in", footfall.takeEntered());
    readings.put("out", footfall.takeLeft());
    readings.put("occupancy", footfall.occupancy());
    readings.put("queue", footfall.queue());
  }
}
