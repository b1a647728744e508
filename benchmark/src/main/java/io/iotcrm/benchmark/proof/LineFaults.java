package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.proof.Fault.Healing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Network that is away or slow, between any two parts. */
final class LineFaults {
  private static final int[] DELAYS_MILLIS = {5, 50, 100};

  private LineFaults() {}

  static List<Fault> of(Scene scene) {
    List<Fault> faults = new ArrayList<>();
    for (Line line : scene.lines().all()) {
      faults.add(line == scene.lines().grid() ? parted(scene, line) : cut(line));
      for (int millis : DELAYS_MILLIS) {
        faults.add(
            Fault.of(
                line.name() + "-slow-" + millis,
                line.part(),
                Healing.LINE,
                () -> line.delay(millis),
                line::heal));
      }
    }
    return faults;
  }

  private static Fault cut(Line line) {
    return Fault.of(line.name() + "-cut", line.part(), Healing.LINE, line::cut, line::heal);
  }

  /** Both halves go on by themselves, and have to find each other again. */
  private static Fault parted(Scene scene, Line line) {
    Grid grid = new Grid(scene.iotcrm());
    return new Fault(
        line.name() + "-cut",
        Set.of(line.part(), "instance"),
        () -> {
          int members = grid.awaitWhole();
          return line.cut().and(() -> grid.parted(members));
        },
        () -> {
          line.heal();
          grid.awaitWhole();
        },
        Healing.INSTANCE,
        true);
  }
}
