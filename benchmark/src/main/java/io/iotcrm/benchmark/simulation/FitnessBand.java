package io.iotcrm.benchmark.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** A customer's wearable. */
final class FitnessBand implements SimulatedDevice {
  private static final double PERIOD = 10;

  private final String id;
  private final Body body;
  private final Battery battery;
  private final ReportTimer timer;

  FitnessBand(String id, Body body, Battery battery, Chance chance) {
    this.id = id;
    this.body = body;
    this.battery = battery;
    this.timer = new ReportTimer(PERIOD, chance);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void advance(double seconds) {
    body.advance(seconds);
    battery.advance(seconds);
    timer.advance(seconds);
  }

  @Override
  public Map<String, Object> report() {
    if (!timer.take()) {
      return Map.of();
    }
    Map<String, Object> readings = new LinkedHashMap<>();
    readings.put("heartRate", body.heartRate());
    readings.put("steps", body.steps());
    if (timer.every(6)) {
      readings.put("battery", battery.percent());
    }
    return readings;
  }
}
