package io.iotcrm.benchmark.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tag on a customer's key ring: which shelf's beacon it hears, since when, how loud. */
final class LoyaltyTag implements SimulatedDevice {
  private static final double PERIOD = 3;
  private static final double PERIOD_OUTSIDE = 60;

  private final String id;
  private final Walk walk;
  private final ShopClock clock;
  private final ReportTimer timer;

  LoyaltyTag(String id, Walk walk, ShopClock clock, Chance chance) {
    this.id = id;
    this.walk = walk;
    this.clock = clock;
    this.timer = new ReportTimer(PERIOD, chance);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void advance(double seconds) {
    timer.advance(seconds);
    if (walk.advance(seconds, clock.isOpen())) {
      timer.hurry();
    }
  }

  @Override
  public Map<String, Object> report() {
    if (!timer.take(walk.isInside() ? PERIOD : PERIOD_OUTSIDE)) {
      return Map.of();
    }
    Map<String, Object> readings = new LinkedHashMap<>();
    readings.put("zone", walk.zone());
    readings.put("dwell", walk.dwell());
    readings.put("rssi", walk.rssi());
    return readings;
  }

  void lingerAt(String zone, double seconds) {
    walk.force(zone, seconds);
    timer.hurry();
  }
}
