package io.iotcrm.ear.road;

import io.iotcrm.ear.cluster.Program;
import io.iotcrm.ear.cluster.TestCluster;
import io.iotcrm.server.cli.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands of {@code docs/benchmark.md}, against the cluster of the tests. */
final class Bench {
  private Bench() {}

  /** In its commands, {@code $IOTCRM} is the installation's own command. */
  static Program run(TestCluster cluster, Duration limit, String... arguments) {
    Layout layout = cluster.installation().layout();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar", layout.benchmarkJar().toString()));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of(
            "IOTCRM_HOME", layout.home().toString(),
            "IOTCRM_BUILD", "no",
            "IOTCRM", iotcrm(cluster).toString());
    return Program.run(new byte[0], environment, limit, command);
  }

  static Path iotcrm(TestCluster cluster) {
    return cluster.installation().layout().root().resolve("server-config/bin/iotcrm");
  }
}
