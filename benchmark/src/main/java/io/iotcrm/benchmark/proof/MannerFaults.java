package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.proof.Fault.Healing;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Devices that behave badly. */
final class MannerFaults {
  private static final long CLOCK_BACK_MILLIS = -90_000;
  private static final long CLOCK_AHEAD_MILLIS = 20_000;

  private MannerFaults() {}

  static List<Fault> of(Manners manners) {
    return List.of(
        manner("twice", manners::sayEverythingTwice, manners::heal),
        manner("reordered", manners::swapNeighbours, manners::heal).withoutOrder(),
        manner("rubbish", manners::mixInRubbish, manners::heal),
        manner("clock-back", () -> manners.moveClock(CLOCK_BACK_MILLIS), manners::heal)
            .withoutOrder(),
        manner(
            "clock-ahead",
            () -> manners.moveClock(CLOCK_AHEAD_MILLIS),
            () -> {
              // Until the right time has caught up, or the next readings would be old ones.
              TimeUnit.MILLISECONDS.sleep(CLOCK_AHEAD_MILLIS);
              manners.heal();
            }));
  }

  private static Fault manner(String name, Fault.Strike strike, Fault.Step heal) {
    return Fault.of(name, "manners", Healing.LINE, strike, heal);
  }
}
