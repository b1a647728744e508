package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.host.Command;
import io.iotcrm.server.cli.host.JavaHome;
import io.iotcrm.server.cli.host.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The server's own administration command, run without a terminal. Its cache and its list of
 * trusted certificates stay inside the installation.
 */
record Asadmin(Path payara, JavaHome java, Path home, Path passwordFile, int adminPort) {
  private static final Map<String, String> ENVIRONMENT = Map.of("TERM", "dumb");

  private static final Pattern OFFLINE =
      Pattern.compile(
          "^Warning: Instance \\S+ seems to be offline; command \\S+ was not replicated to that"
              + " instance");

  /** What the terminal's library says, and the new values that {@code set} repeats. */
  private static final Pattern NOISE =
      Pattern.compile("^\\s*$|^Unable to retrieve infocmp|^[\\w.-]+=\\S*$");

  /** The same with a password for the alias that the next file creates. */
  Asadmin withAlias(String password) throws IOException {
    Path extended = passwordFile.resolveSibling("alias.passwords");
    PrivateFile.write(
        extended, Files.readString(passwordFile) + "AS_ADMIN_ALIASPASSWORD=" + password + "\n");
    return new Asadmin(payara, java, home, extended, adminPort);
  }

  String run(String... arguments) throws IOException {
    return Command.run(command(List.of(arguments)), ENVIRONMENT, home);
  }

  /** In a session of its own: the server that the command starts survives Ctrl-C. */
  String runDetached(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid", "--wait"));
    command.addAll(command(List.of(arguments)));
    return Command.run(command, ENVIRONMENT, home);
  }

  /**
   * Runs the commands of a file in one go.
   *
   * @throws IOException when one of them fails; the others have been tried
   */
  void runFile(Path file) throws IOException {
    String failures = failures(run("multimode", "--file", file.toString()));
    if (!failures.isEmpty()) {
      throw new IOException(file.getFileName() + ":\n" + failures);
    }
  }

  /**
   * What failed, with what was said about it; "" for nothing. A command that did its work, and
   * could not be repeated on an instance that is not running, is called failed too; that instance
   * takes the change over when it starts.
   */
  static String failures(String output) {
    StringBuilder failures = new StringBuilder();
    List<String> said = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith("Command ") && line.endsWith(" failed.")) {
        boolean offlineOnly =
            said.stream().anyMatch(OFFLINE.asPredicate())
                && said.stream().allMatch(OFFLINE.asPredicate().or(NOISE.asPredicate()));
        if (!offlineOnly) {
          said.forEach(one -> failures.append(one).append('\n'));
          failures.append(line).append('\n');
        }
        said.clear();
      } else if (line.endsWith("successfully.")) {
        said.clear();
      } else {
        said.add(line);
      }
    }
    return failures.toString();
  }

  private List<String> command(List<String> arguments) {
    Path jar = payara.resolve("glassfish/lib/client/appserver-cli.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException("no Payara in " + payara);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                java.java(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Duser.home=" + home.resolve("client"),
                "-jar",
                jar.toString(),
                "--interactive=false",
                "--user=admin",
                "--passwordfile=" + passwordFile,
                "--host=127.0.0.1",
                "--port=" + adminPort));
    command.addAll(arguments);
    return command;
  }
}
