package io.iotcrm.benchmark.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** Controls one fridge and does as it is told. */
final class Thermostat implements SimulatedDevice {
  private static final double PERIOD = 15;

  private final String id;
  private final Fridge fridge;
  private final ReportTimer timer;

  Thermostat(String id, Fridge fridge, Chance chance) {
    this.id = id;
    this.fridge = fridge;
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
    readings.put("target", fridge.target());
    readings.put("temperature", Chance.quantise(fridge.temperature(), 0.5));
    readings.put("cooling", fridge.isCooling());
    return readings;
  }

  @Override
  public Map<String, Object> execute(String command, Map<String, Object> params) {
    if (!command.equals("setTarget")) {
      return SimulatedDevice.super.execute(command, params);
    }
    if (!(params.get("target") instanceof Number target)) {
      throw new IllegalArgumentException("setTarget needs a number named target");
    }
    fridge.setTarget(target.doubleValue());
    timer.hurry();
    return Map.of("target", fridge.target(), "cooling", fridge.isCooling());
  }
}
