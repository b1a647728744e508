package io.iotcrm.benchmark.proof;

import java.util.ArrayList;
import java.util.List;

/** Everything that the proof lets go wrong. */
final class Faults {
  /** Faults that leave the cluster alone: how devices and their network behave. */
  static final String LIGHT =
      "twice|reordered|rubbish|clock-.*|devices-.*|edge-cut|edge-slow-.*|edge-disk-full";

  /** One of each kind that needs no other way between the servers: some minutes in all. */
  static final String SHORT =
      "instance-killed|broker-killed|database-killed|edge-killed|devices-cut|edge-cut"
          + "|registry-cut|edge-slow-100|edge-disk-full|twice|reordered|rubbish|clock-back";

  /** Small delays add nothing to a pair. */
  private static final String NOT_IN_PAIRS = ".*-slow-(5|50)";

  private Faults() {}

  static List<Fault> all(Scene scene) {
    List<Fault> faults = new ArrayList<>(ProcessFaults.of(scene));
    faults.addAll(LineFaults.of(scene));
    faults.addAll(DiskFaults.of(scene));
    faults.addAll(MannerFaults.of(scene.manners()));
    return faults;
  }

  /** Each two that can happen together, once. */
  static List<Fault> pairs(List<Fault> singles) {
    List<Fault> candidates =
        singles.stream().filter(fault -> !fault.name().matches(NOT_IN_PAIRS)).toList();
    List<Fault> pairs = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      for (int j = i + 1; j < candidates.size(); j++) {
        if (candidates.get(i).goesWith(candidates.get(j))) {
          pairs.add(candidates.get(i).and(candidates.get(j)));
        }
      }
    }
    return pairs;
  }
}
