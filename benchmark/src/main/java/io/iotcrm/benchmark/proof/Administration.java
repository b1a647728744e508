package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.process.Children;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The installation's own command, as an administrator would use it. What it runs ends with this
 * program.
 */
final class Administration {
  private static final long LIMIT_MINUTES = 6;

  private final String command;
  private final Path home;
  private final Children children;

  /**
   * @param command the path of {@code iotcrm}
   * @param home the installation's
   */
  Administration(String command, Path home, Children children) {
    this.command = command;
    this.home = home.toAbsolutePath();
    this.children = children;
  }

  String run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  /**
   * Returns what it said.
   *
   * @throws CommandFailure with what it said, where it failed or took longer than six minutes
   */
  String run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = words(arguments);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment());
    builder.environment().putAll(environment);
    Process process = children.start(builder);
    process.getOutputStream().close();
    // Not to its end: a server that it started may hold the stream open.
    StringBuffer said = new StringBuffer();
    Thread reader =
        new Thread(
            () -> {
              try {
                process.inputReader().lines().forEach(line -> said.append(line).append('\n'));
              } catch (UncheckedIOException e) {
                said.append(e.getMessage());
              }
            });
    reader.setDaemon(true);
    reader.start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new CommandFailure(
          String.join(" ", words) + " did not come to an end; it said\n" + said);
    }
    reader.join(1_000);
    if (process.exitValue() != 0) {
      throw new CommandFailure(String.join(" ", words) + " failed:\n" + said);
    }
    return said.toString();
  }

  /** To be run, after those of earlier calls, if this program ends before its time. */
  void will(String... arguments) {
    children.will().add(environment(), words(arguments));
  }

  /** Everything is as it was. */
  void fulfilled() {
    children.will().fulfilled();
  }

  private List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(arguments));
    return words;
  }

  private Map<String, String> environment() {
    return new HashMap<>(Map.of("IOTCRM_BUILD", "no", "IOTCRM_HOME", home.toString()));
  }
}
