package io.iotcrm.benchmark.simulation;

import java.util.Map;

/** The tag on a customer's key ring: which shelf's beacon it hears, since when, how loud. */
final class LoyaltyTag extends ReportingDevice {
  private static final double PERIOD = 3;
  private static final double PERIOD_OUTSIDE = 60;

  private final Walk walk;
  private final ShopClock clock;

  LoyaltyTag(String id, Walk walk, ShopClock clock, Chance chance) {
    super(id, new ReportTimer(PERIOD, chance));
    this.walk = walk;
    this.clock = clock;
  }

  @Override
  public void advance(double seconds) {
    super.advance(seconds);
    if (walk.advance(seconds, clock.isOpen())) {
      timer.hurry();
    }
  }

  @Override
  boolean takeTurn() {
    return timer.take(walk.isInside() ? PERIOD : PERIOD_OUTSIDE);
  }

  @Override
  void measure(Map<String, Object> readings) {
    readings.put("zone", walk.zone());
    readings.put("dwell", walk.dwell());
    readings.put("rssi", walk.rssi());
  }

  void lingerAt(String zone, double seconds) {
    walk.force(zone, seconds);
    timer.hurry();
  }
}
