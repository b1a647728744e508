package io.iotcrm.ear.road;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotcrm.ear.cluster.Program;
import io.iotcrm.ear.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The short form of the proof in {@code docs/benchmark.md}: one thing after the other goes wrong
 * while devices report numbered readings, and all that was acknowledged is there, in order, and has
 * had its effect once.
 */
class ProofIT {
  private static final int MESSAGES = 300;
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Path REPORTS = Path.of("target/proof").toAbsolutePath();
  private final TestCluster cluster = TestCluster.withApplication();

  @AfterEach
  void heal() {
    cluster.heal();
  }

  @Test
  void holdsWhateverFails() throws IOException {
    Set<Path> before = reports();
    Program proof =
        Bench.run(
            cluster,
            LIMIT,
            "prove",
            "--only=short",
            "--messages=" + MESSAGES,
            "--rate=100",
            "--devices=5",
            "--settle-seconds=60",
            "--iotcrm=" + Bench.iotcrm(cluster),
            "--out=" + REPORTS);
    System.out.println(proof.output());

    assertThat(proof.exitCode()).as(proof.output()).isZero();
    Set<Path> written = reports();
    written.removeAll(before);
    assertThat(written).hasSize(1);
    JsonNode report = new ObjectMapper().readTree(written.iterator().next().toFile());
    assertThat(report.get("verdict").asText()).isEqualTo("PASS");
    JsonNode trials = report.get("trials");
    assertThat(trials.findValuesAsText("fault"))
        .contains("instance-killed", "broker-killed", "database-killed", "edge-killed")
        .contains("devices-cut", "edge-cut", "registry-cut", "edge-slow-100", "edge-disk-full")
        .contains("twice", "reordered", "rubbish", "clock-back");
    trials.forEach(ProofIT::proves);
  }

  /** Also that the trial was one: a report of nothing would show no fault either. */
  private static void proves(JsonNode trial) {
    String name = trial.toString();
    assertThat(trial.get("verdict").asText()).as(name).isEqualTo("PASS");
    assertThat(trial.get("seen of it").asText()).as(name).isNotEmpty();
    assertThat(trial.get("acknowledged").asInt()).as(name).isGreaterThanOrEqualTo(MESSAGES);
    assertThat(trial.get("stored").asInt())
        .as(name)
        .isGreaterThanOrEqualTo(trial.get("acknowledged").asInt());
    for (String none :
        List.of("missing", "duplicates", "invented", "alarms twice", "commands twice")) {
      assertThat(trial.get(none).asInt()).as("%s of %s", none, name).isZero();
    }
    assertThat(trial.get("alarms raised").asInt()).as(name).isPositive();
    assertThat(trial.get("commands done").asInt())
        .as(name)
        .isPositive()
        .isEqualTo(trial.get("alarms raised").asInt());
  }

  private static Set<Path> reports() throws IOException {
    Files.createDirectories(REPORTS);
    try (Stream<Path> files = Files.list(REPORTS)) {
      return new HashSet<>(files.filter(file -> file.toString().endsWith(".json")).toList());
    }
  }
}
