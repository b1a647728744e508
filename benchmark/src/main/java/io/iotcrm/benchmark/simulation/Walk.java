package io.iotcrm.benchmark.simulation;

import java.util.List;

/**
 * A customer's way through the shop, in real time: away, then from shelf to shelf, then away.
 *
 * <p>Favourite shelves are visited more often and longer. Dwell is the time since the customer came
 * to the shelf.
 */
final class Walk {
  static final String OUTSIDE = "outside";

  private static final double AWAY = 90;

  private final Chance chance;
  private final List<String> zones;
  private final List<String> favourites;
  private String zone = OUTSIDE;
  private double dwell;
  private double staysFor;
  private int shelvesLeft;

  Walk(Chance chance, List<String> zones, List<String> favourites) {
    this.chance = chance;
    this.zones = zones;
    this.favourites = favourites;
    this.staysFor = chance.uniform(0, AWAY);
  }

  /**
   * Lets real time pass.
   *
   * @return whether the customer has moved to another zone
   */
  boolean advance(double seconds, boolean shopOpen) {
    dwell += seconds;
    if (dwell < staysFor) {
      return false;
    }
    if (shelvesLeft > 0) {
      shelvesLeft--;
      goTo(nextShelf());
      return true;
    }
    if (!zone.equals(OUTSIDE)) {
      enter(OUTSIDE, chance.exponential(AWAY) + 20);
      return true;
    }
    if (!shopOpen) {
      return false;
    }
    shelvesLeft = 2 + chance.below(4);
    goTo(nextShelf());
    return true;
  }

  /** Sends the customer to a shelf at once, to stay there for the time given in seconds. */
  void force(String shelf, double seconds) {
    enter(shelf, seconds);
  }

  String zone() {
    return zone;
  }

  /** Whole seconds at the shelf; 0 outside, where there is nothing to be interested in. */
  double dwell() {
    return isInside() ? Math.floor(dwell) : 0;
  }

  boolean isInside() {
    return !zone.equals(OUTSIDE);
  }

  /** Signal strength of the nearest beacon in dBm. */
  double rssi() {
    double mean = isInside() ? -62 : -95;
    return Math.round(Chance.clamp(chance.normal(mean, 5), -110, -40));
  }

  private String nextShelf() {
    List<String> among = chance.in(0.6) ? favourites : zones;
    String next = among.get(chance.below(among.size()));
    return next.equals(zone) ? zones.get((zones.indexOf(zone) + 1) % zones.size()) : next;
  }

  private void goTo(String shelf) {
    double mean = favourites.contains(shelf) ? 26 : 9;
    enter(shelf, Chance.clamp(chance.exponential(mean), 4, 90));
  }

  private void enter(String next, double seconds) {
    zone = next;
    dwell = 0;
    staysFor = seconds;
  }
}
