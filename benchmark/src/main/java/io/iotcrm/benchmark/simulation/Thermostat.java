package io.iotcrm.benchmark.simulation;

import java.util.Map;

/** Controls one fridge and does as it is told. */
final class Thermostat extends ReportingDevice {
  private static final double PERIOD = 15;

  private final Fridge fridge;

  Thermostat(String id, Fridge fridge, Chance chance) {
    super(id, new ReportTimer(PERIOD, chance));
    this.fridge = fridge;
  }

  @Override
  void measure(Map<String, Object> readings) {
    readings.put("target", fridge.target());
    readings.put("temperature", Chance.quantise(fridge.temperature(), 0.5));
    readings.put("cooling", fridge.isCooling());
  }

  @Override
  public Map<String, Object> execute(String command, Map<String, Object> params) {
    if (!command.equals("setTarget")) {
      return super.execute(command, params);
    }
    if (!(params.get("target") instanceof Number target)) {
      throw new IllegalArgumentException("setTarget needs a number named target");
    }
    fridge.setTarget(target.doubleValue());
    timer.hurry();
    return Map.of("target", fridge.target(), "cooling", fridge.isCooling());
  }
}
