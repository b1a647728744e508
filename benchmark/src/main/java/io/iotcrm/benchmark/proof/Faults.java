package io.iotcrm.benchmark.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Everything that the proof lets go wrong. */
final class Faults {
  private static final String INSTANCE = "n2";
  private static final long CLOCK_BACK_MILLIS = -90_000;
  private static final long CLOCK_AHEAD_MILLIS = 20_000;

  /** Faults that leave the cluster alone: how devices and their network behave. */
  static final String LIGHT =
      "twice|reordered|rubbish|clock-.*|devices-.*|edge-cut|edge-slow-5|edge-disk-full";

  private Faults() {}

  /**
   * @param devices between the devices and the broker
   * @param edge between the edge connector and the broker
   */
  static List<Fault> all(
      Administration iotcrm,
      EdgeProcess edgeProcess,
      TcpProxy devices,
      TcpProxy edge,
      Manners manners) {
    List<Fault> faults = new ArrayList<>();
    faults.add(
        Fault.of(
            "instance-killed",
            "instance",
            () -> iotcrm.run("node", "kill", INSTANCE),
            () -> iotcrm.run("node", "start", INSTANCE)));
    faults.add(
        Fault.of(
            "broker-killed",
            "broker",
            () -> iotcrm.run("broker", "kill"),
            () -> iotcrm.run("broker", "start")));
    faults.add(
        Fault.of(
            "database-killed",
            "database",
            () -> iotcrm.run("database", "kill"),
            () -> iotcrm.run("database", "start")));
    faults.add(Fault.of("edge-killed", "edge", edgeProcess::kill, edgeProcess::start));
    faults.add(Fault.of("devices-cut", "devices-line", devices::cut, devices::heal));
    faults.add(Fault.of("edge-cut", "edge-line", edge::cut, edge::heal));
    for (int millis : new int[] {5, 100}) {
      faults.add(
          Fault.of(
              "devices-slow-" + millis,
              "devices-line",
              () -> devices.delay(millis),
              devices::heal));
      faults.add(
          Fault.of("edge-slow-" + millis, "edge-line", () -> edge.delay(millis), edge::heal));
    }
    faults.add(
        new Fault(
            "edge-disk-full",
            Set.of("edge-line", "edge"),
            edgeProcess::fillDisk,
            () -> {
              edgeProcess.freeDisk();
              edge.heal();
            },
            true));
    faults.add(Fault.of("twice", "manners", () -> manners.sayEverythingTwice(true), manners::heal));
    faults.add(
        Fault.of("reordered", "manners", () -> manners.swapNeighbours(true), manners::heal)
            .withoutOrder());
    faults.add(Fault.of("rubbish", "manners", () -> manners.mixInRubbish(true), manners::heal));
    faults.add(
        Fault.of("clock-back", "manners", () -> manners.moveClock(CLOCK_BACK_MILLIS), manners::heal)
            .withoutOrder());
    faults.add(
        Fault.of(
            "clock-ahead",
            "manners",
            () -> manners.moveClock(CLOCK_AHEAD_MILLIS),
            () -> {
              // Until the right time has caught up, or the next readings would be old ones.
              TimeUnit.MILLISECONDS.sleep(CLOCK_AHEAD_MILLIS);
              manners.heal();
            }));
    return faults;
  }

  /** Each two that can happen together, once. */
  static List<Fault> pairs(List<Fault> singles) {
    List<Fault> pairs = new ArrayList<>();
    for (int i = 0; i < singles.size(); i++) {
      for (int j = i + 1; j < singles.size(); j++) {
        if (singles.get(i).goesWith(singles.get(j))) {
          pairs.add(singles.get(i).and(singles.get(j)));
        }
      }
    }
    return pairs;
  }
}
