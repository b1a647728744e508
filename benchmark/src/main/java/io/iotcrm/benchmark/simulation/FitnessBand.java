package io.iotcrm.benchmark.simulation;

import java.util.Map;

/** A customer's wearable. */
final class FitnessBand extends ReportingDevice {
  private static final double PERIOD = 10;

  private final Body body;
  private final Battery battery;

  FitnessBand(String id, Body body, Battery battery, Chance chance) {
    super(id, new ReportTimer(PERIOD, chance));
    this.body = body;
    this.battery = battery;
  }

  @Override
  public void advance(double seconds) {
    body.advance(seconds);
    battery.advance(seconds);
    super.advance(seconds);
  }

  @Override
  void measure(Map<String, Object> readings) {
    readings.put("heartRate", body.heartRate());
    readings.put("steps", body.steps());
    if (timer.every(6)) {
      readings.put("battery", battery.percent());
    }
  }
}
