package io.iotcrm.benchmark.simulation;

import java.util.Map;

/**
 * A DHT22 in a fridge: resolution 0.1, a fixed offset of up to half a degree, a little noise.
 *
 * <p>Figures from the sensor's data sheet: 0.5 degrees and 2 % relative humidity accuracy.
 */
final class FridgeSensor extends ReportingDevice {
  private static final double PERIOD = 5;
  private static final double RESOLUTION = 0.1;

  private final Fridge fridge;
  private final Chance chance;
  private final Battery battery;
  private final double offset;
  private double humidity;

  FridgeSensor(String id, Fridge fridge, Chance chance, Battery battery) {
    super(id, new ReportTimer(PERIOD, chance));
    this.fridge = fridge;
    this.chance = chance;
    this.battery = battery;
    this.offset = chance.uniform(-0.3, 0.3);
    this.humidity = chance.uniform(45, 65);
  }

  @Override
  public void advance(double seconds) {
    battery.advance(seconds);
    super.advance(seconds);
    // Drifts around a value that falls while the cold evaporator dries the air.
    double goal = fridge.isCooling() ? 48 : 62;
    humidity += (goal - humidity) * Math.min(1, seconds / 60);
  }

  @Override
  void measure(Map<String, Object> readings) {
    double measured = fridge.temperature() + offset + chance.normal(0, 0.07);
    readings.put("temperature", Chance.quantise(Chance.clamp(measured, -40, 80), RESOLUTION));
    readings.put(
        "humidity",
        Chance.quantise(Chance.clamp(humidity + chance.normal(0, 0.6), 0, 99.9), RESOLUTION));
    if (timer.every(12)) {
      readings.put("battery", battery.percent());
    }
  }
}
