package io.iotcrm.benchmark.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildrenTest {
  @TempDir Path home;

  @Test
  void endWithTheProgramThoughItIsKilled() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out").toFile())
            .start();
    long child = Long.parseLong(await(home.resolve("child")).strip());
    long grandchild = Long.parseLong(await(home.resolve("grandchild")).strip());

    program.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

    assertThat(await(home.resolve("put-right"))).isEqualTo("first\nit's second\nthird\n");
    assertGone(child);
    assertGone(grandchild);
    assertThat(home.resolve("not")).doesNotExist();
  }

  @Test
  void nothingIsDoneAfterAnOrderlyEnd() throws Exception {
    LastWill will = new LastWill(home.resolve("log"));
    will.add(Map.of(), List.of("touch", home.resolve("not").toString()));

    will.close();

    assertThat(will.abandon().waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(home.resolve("not")).doesNotExist();
  }

  @Test
  void forgetsWhatHasBeenPutRightAlready() throws Exception {
    LastWill will = new LastWill(home.resolve("log"));
    will.add(Map.of(), List.of("touch", home.resolve("not").toString()));
    will.fulfilled();
    will.add(Map.of(), List.of("touch", home.resolve("new").toString()));

    assertThat(will.abandon().waitFor(10, TimeUnit.SECONDS)).isTrue();

    assertThat(home.resolve("not")).doesNotExist();
    assertThat(home.resolve("new")).exists();
  }

  private static String await(Path file) throws Exception {
    while (!Files.exists(file)
        || !Files.readString(file).endsWith("\n")
        || file.endsWith("put-right") && !Files.readString(file).contains("third")) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return Files.readString(file);
  }

  private static void assertGone(long pid) throws InterruptedException {
    Path line = Path.of("/proc", Long.toString(pid), "cmdline");
    try {
      while (Files.readAllBytes(line).length > 0) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (IOException e) {
      // gone, and collected by its parent
    }
  }

  /** Starts something long, changes something, and does not come to its own end. */
  static final class Program {
    public static void main(String[] arguments) throws Exception {
      Path home = Path.of(arguments[0]);
      Children children = new Children(home.resolve("log"));
      LastWill will = children.will();
      will.add(Map.of("WORD", "it's second"), shell("echo \"$WORD\" >> put-right", home));
      will.add(Map.of(), List.of("false"));
      will.add(Map.of(), shell("echo third >> put-right", home));
      will.addFirst(shell("echo first >> put-right", home));
      children.shell(
          "cd " + home + "; echo $$ > child; sleep 300 & echo $! > grandchild; wait; touch not",
          Map.of());
      Thread.sleep(300_000);
    }

    private static List<String> shell(String line, Path home) {
      return List.of("sh", "-c", "cd " + home + " && " + line);
    }
  }
}
