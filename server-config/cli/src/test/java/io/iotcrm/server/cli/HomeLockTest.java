package io.iotcrm.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HomeLockTest {
  @TempDir Path home;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final AtomicBoolean worked = new AtomicBoolean();
  private Process other;

  @AfterEach
  void end() {
    if (other != null) {
      other.destroyForcibly();
    }
  }

  @Test
  void worksWhereNobodyElseDoes() throws Exception {
    hold(Duration.ofSeconds(1));

    assertThat(worked).isTrue();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(home.resolve("lock")).isEmptyFile();
  }

  @Test
  void saysWhoIsAtWorkAndGivesUp() throws Exception {
    begin();

    assertThatThrownBy(() -> hold(Duration.ofMillis(300)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("process " + other.pid() + " (")
        .hasMessageContaining(Holder.class.getName())
        .hasMessageContaining("nothing was done");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("waiting for process " + other.pid());
    assertThat(worked).isFalse();
  }

  @Test
  void goesOnOnceTheOtherIsDead() throws Exception {
    begin();
    other.destroyForcibly().waitFor();

    hold(Duration.ofSeconds(20));

    assertThat(worked).isTrue();
  }

  private void hold(Duration patience) throws Exception {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    HomeLock.holding(home, patience, out, () -> worked.set(true));
  }

  private void begin() throws Exception {
    other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                home.toString())
            .inheritIO()
            .start();
    while (!Files.exists(home.resolve("working"))) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Another command that takes its time. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      Path home = Path.of(arguments[0]);
      HomeLock.holding(
          home,
          () -> {
            Files.createFile(home.resolve("working"));
            TimeUnit.MINUTES.sleep(5);
          });
    }
  }
}
