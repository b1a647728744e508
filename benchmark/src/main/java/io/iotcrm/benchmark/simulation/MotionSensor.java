package io.iotcrm.benchmark.simulation;

import java.util.Map;

/** Reports each change, and once a minute that it is still there. */
final class MotionSensor extends ReportingDevice {
  private static final double PERIOD = 60;

  private final ShopClock clock;
  private final Chance chance;
  private final Battery battery;
  private boolean motion;
  private double changesIn;

  MotionSensor(String id, ShopClock clock, Chance chance, Battery battery) {
    super(id, new ReportTimer(PERIOD, chance));
    this.clock = clock;
    this.chance = chance;
    this.battery = battery;
    this.changesIn = chance.uniform(5, 40);
  }

  @Override
  public void advance(double seconds) {
    battery.advance(seconds);
    super.advance(seconds);
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
  void measure(Map<String, Object> readings) {
    readings.put("motion", motion);
    readings.put("battery", battery.percent());
  }
}
