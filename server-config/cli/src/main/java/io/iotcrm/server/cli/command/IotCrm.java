package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.Installation;
import io.iotcrm.server.cli.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code iotcrm}. */
@Command(
    name = "iotcrm",
    mixinStandardHelpOptions = true,
    description = "Runs IoT CRM on this machine.",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DeployCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      NodeCommand.class,
      EdgeCommand.class,
      BrokerCommand.class,
      TlsCommand.class,
      AddressCommand.class,
      DatabaseCommand.class
    })
public final class IotCrm implements Runnable {
  /** Kept for the life of the process: the logging system holds its loggers weakly. */
  private static final Logger ROOT = Logger.getLogger("");

  @Option(
      names = "--home",
      scope = ScopeType.INHERIT,
      description =
          "Where the installation lies. Default: IOTCRM_HOME, or .iotcrm in the checkout.")
  private Path home;

  @Option(
      names = "--port",
      scope = ScopeType.INHERIT,
      paramLabel = "KEY=N",
      description = "A port to use, by its key in ports.properties.")
  private Map<String, Integer> ports = new TreeMap<>();

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the whole error when something fails.")
  private boolean verbose;

  public static void main(String[] arguments) {
    ROOT.setLevel(Level.WARNING);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    IotCrm command = new IotCrm();
    return new CommandLine(command)
        .setExecutionExceptionHandler((failure, line, parsed) -> command.tell(failure, line));
  }

  private int tell(Exception failure, CommandLine line) {
    line.getErr().println("iotcrm: " + failure.getMessage());
    if (verbose) {
      failure.printStackTrace(line.getErr());
    }
    return 1;
  }

  Installation installation() throws IOException {
    Path root = Layout.findRoot();
    String environment = System.getenv("IOTCRM_HOME");
    Path chosen =
        home != null ? home : environment != null ? Path.of(environment) : root.resolve(".iotcrm");
    return new Installation(new Layout(root, chosen), ports, System.out);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
