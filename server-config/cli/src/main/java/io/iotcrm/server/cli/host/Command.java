package io.iotcrm.server.cli.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that is run to its end. */
public final class Command {
  private Command() {}

  /**
   * Returns the output, standard and error together.
   *
   * @throws IOException with the output in its message when the program fails
   */
  public static String run(List<String> command, Map<String, String> environment, Path directory)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(name(command) + " failed (" + exit + "):\n" + output);
      }
      return output;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + name(command), e);
    }
  }

  private static String name(List<String> command) {
    return Path.of(command.get(0)).getFileName().toString();
  }
}
