package io.iotcrm.benchmark.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.process.LastWill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
  @TempDir Path home;
  private Process broker;
  private LastWill will;
  private Processes processes;

  @BeforeEach
  void start() throws IOException {
    broker =
        new ProcessBuilder(
                "sh", "-c", "while :; do sleep 0.1; date > " + home.resolve("file") + "; done")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Files.createDirectories(home.resolve("broker"));
    Files.writeString(home.resolve("broker/broker.pid"), Long.toString(broker.pid()));
    Files.writeString(home.resolve("ports.properties"), "broker.mqtt=1883\n");
    will = new LastWill(home.resolve("log"));
    processes = new Processes(home, will);
  }

  @AfterEach
  void end() throws IOException {
    broker.destroyForcibly();
    will.close();
  }

  @Test
  void seesADeathOnlyWhenTheProcessIsGone() throws Exception {
    Trace death = processes.death("broker");
    assertThat(death.look().evident()).isFalse();

    broker.destroyForcibly().waitFor();

    assertThat(death.look().evident()).isTrue();
    assertThat(death.look().words()).contains("broker: process " + broker.pid() + " gone");
  }

  @Test
  void refusesToKillWhatDoesNotRun() throws Exception {
    broker.destroyForcibly().waitFor();

    assertThatThrownBy(() -> processes.death("broker")).isInstanceOf(CommandFailure.class);
  }

  @Test
  void seesAPauseWhileItLasts() throws Exception {
    Trace pause = processes.pause("broker");
    await().until(() -> pause.look().evident());

    processes.resume("broker");

    await().until(() -> !pause.look().evident());
  }

  @Test
  void letsNoFileBeWrittenUntilItIsFreed() throws Exception {
    Path file = home.resolve("file");
    await().until(() -> Files.exists(file) && Files.size(file) > 0);
    processes.limitFiles("broker");
    await().until(() -> Files.size(file) == 0);

    processes.freeFiles("broker");

    await().until(() -> Files.size(file) > 0);
  }
}
