package io.iotcrm.server.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundProcessTest {
  @TempDir Path home;
  private BackgroundProcess process;

  @BeforeEach
  void process() {
    process = new BackgroundProcess(home.resolve("it.pid"), home.toString());
  }

  @AfterEach
  void end() {
    process.kill();
  }

  @Test
  void knowsItsProcessByThePidFile() throws IOException {
    launch("sleep 60");

    assertThat(process.isAlive()).isTrue();
    assertThat(new BackgroundProcess(process.pidFile(), process.marker()).isAlive()).isTrue();
  }

  @Test
  void doesNotTakeAnothersProcessForItsOwn() throws IOException {
    Files.writeString(process.pidFile(), Long.toString(ProcessHandle.current().pid()));

    assertThat(process.isAlive()).isFalse();
    assertThat(process.kill()).isFalse();
  }

  @Test
  void isNotAliveWithoutOrWithAnUnreadablePidFile() throws IOException {
    assertThat(process.isAlive()).isFalse();

    Files.writeString(process.pidFile(), "half a li");
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void killsAProcessThatDoesNotListen() throws IOException {
    launch("trap '' TERM; sleep 60 & wait; sleep 60");

    process.stop(Duration.ofMillis(300));

    assertThat(process.isAlive()).isFalse();
    assertThat(process.pidFile()).doesNotExist();
  }

  @Test
  void findsWhatAnInterruptedCommandLeftWithoutAPidFile() throws IOException {
    launch("sleep 60");
    ProcessHandle handle = process.handle().orElseThrow();

    BackgroundProcess.killAll(home.toString());

    assertThat(Await.quietly(Duration.ofSeconds(5), () -> !handle.isAlive())).isTrue();
  }

  /** The home in the command line marks the process as this installation's. */
  private void launch(String script) throws IOException {
    process.launch(
        List.of("sh", "-c", script, home.toString()), Map.of(), home, home.resolve("log"));
  }
}
