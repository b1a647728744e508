package io.iotcrm.benchmark.delivery;

import io.iotcrm.benchmark.process.Children;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commands that are run once so many messages are acknowledged, such as a kill. */
final class Incidents {
  /** An incident that has happened, in epoch milliseconds. */
  record Incident(String command, long at) {}

  private final TreeMap<Integer, String> planned;
  private final PrintWriter out;
  private final List<Incident> happened = new ArrayList<>();

  private final Children children;

  /**
   * @param children the commands end with this program
   */
  Incidents(Map<Integer, String> planned, Children children, PrintWriter out) {
    this.children = children;
    this.planned = new TreeMap<>(planned);
    this.out = out;
  }

  /** Starts what is due at this number; does not wait for it. */
  synchronized void acknowledged(int count) {
    while (!planned.isEmpty() && planned.firstKey() <= count) {
      String command = planned.pollFirstEntry().getValue();
      long now = System.currentTimeMillis();
      happened.add(new Incident(command, now));
      out.printf("%s after %d acknowledgements: %s%n", Gaps.clock(now), count, command);
      out.flush();
      try {
        children.shell(command, Map.of());
      } catch (IOException e) {
        out.printf("could not run it: %s%n", e.getMessage());
      }
    }
  }

  synchronized List<Incident> happened() {
    return List.copyOf(happened);
  }
}
