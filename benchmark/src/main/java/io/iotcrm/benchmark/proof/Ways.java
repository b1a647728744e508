package io.iotcrm.benchmark.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Leads the instances and the broker over the proof's lines, by the installation's own setting of
 * where its parts are found.
 */
final class Ways {
  private final Administration iotcrm;
  private final Lines lines;
  private final List<String> members;
  private boolean instances;
  private boolean broker;

  /**
   * @param members what the installation calls the ends of the instances' own line, in its order
   */
  Ways(Administration iotcrm, Lines lines, Collection<String> members) {
    this.members = List.copyOf(members);
    this.iotcrm = iotcrm;
    this.lines = lines;
  }

  /** Starts again those parts whose lines the faults touch. */
  void divert(List<Fault> faults) throws IOException, InterruptedException {
    boolean grid = touched(faults, lines.grid());
    instances = grid || touched(faults, lines.broker()) || touched(faults, lines.database());
    broker = touched(faults, lines.brokersDatabase());
    if (!instances && !broker) {
      return;
    }
    List<String> words = new ArrayList<>(List.of("address", "set"));
    if (instances) {
      words.add("database=" + lines.database().address());
      words.add("broker=" + lines.broker().address());
    }
    if (grid) {
      for (int i = 0; i < members.size(); i++) {
        words.add(members.get(i) + "=" + lines.grid().addresses().get(i));
      }
    }
    if (broker) {
      words.add("broker-database=" + lines.brokersDatabase().address());
    }
    iotcrm.will("address", "reset");
    if (broker) {
      iotcrm.will("broker", "stop");
      iotcrm.will("broker", "start");
    }
    iotcrm.run(words.toArray(String[]::new));
    restartBroker();
  }

  /** As it was before. */
  void restore() throws IOException, InterruptedException {
    if (instances || broker) {
      iotcrm.run("address", "reset");
      restartBroker();
    }
  }

  private void restartBroker() throws IOException, InterruptedException {
    if (broker) {
      iotcrm.run("broker", "stop");
      iotcrm.run("broker", "start");
    }
  }

  private static boolean touched(List<Fault> faults, Line line) {
    return faults.stream().anyMatch(fault -> fault.touches(line.part()));
  }
}
