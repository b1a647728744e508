package io.iotcrm.benchmark.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reports each change, and once a minute that it is still there. */
final class MotionSensor implements SimulatedDevice {
  private static final double PERIOD = 60;

  private final String id;
  private final ShopClock clock;
  private final Chance chance;
  private final Battery battery;
  private final ReportTimer timer;
  private boolean motion;
  private double changesIn;

  MotionSensor(String id, ShopClock clock, Chance chance, Battery battery) {
    this.id = id;
    this.clock = clock;
    this.chance = chance;
    this.battery = battery;
    this.timer = new ReportTimer(PERIOD, chance);
    this.changesIn = chance.uniform(5, 40);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void advance(double seconds) {
    battery.advance(seconds);
    timer.advance(seconds);
    changesIn -= seconds;
    if (changesIn > 0) {
      return;
    }
    boolean next = !motion && clock.isOpen();
    changesIn = next ? 3 + chance.exponential(8) : 10 + chance.exponential(40);
    if (next != motion) {
      motion = next;
      timer.hurry();
    }
  }

  @Override
  public Map<String, Object> report() {
    if (!timer.take()) {
      return Map.of();
    }
    Map<String, Object> readings = new LinkedHashMap<>();
    readings.put("motion", motion);
    readings.put("battery", battery.percent());
    return readings;
  }
}
