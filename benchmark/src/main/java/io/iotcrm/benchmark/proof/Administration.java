package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The installation's own command, as an administrator would use it. */
final class Administration {
  private static final long LIMIT_MINUTES = 5;

  private final String command;

  /**
   * @param command the path of {@code iotcrm}
   */
  Administration(String command) {
    this.command = command;
  }

  void run(String... arguments) throws IOException, InterruptedException {
    run(Map.of(), arguments);
  }

  /**
   * @throws CommandFailure with what it said, where it failed or took longer than five minutes
   */
  void run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("IOTCRM_BUILD", "no");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    // Not to its end: a server that it started may hold the stream open.
    StringBuilder said = new StringBuilder();
    Thread reader =
        new Thread(
            () -> {
              try {
                process.inputReader().lines().forEach(line -> said.append(line).append('\n'));
              } catch (java.io.UncheckedIOException e) {
                said.append(e.getMessage());
              }
            });
    reader.setDaemon(true);
    reader.start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new CommandFailure(String.join(" ", words) + " did not come to an end");
    }
    reader.join(1_000);
    if (process.exitValue() != 0) {
      throw new CommandFailure(String.join(" ", words) + " failed:\n" + said);
    }
  }
}
