package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.HomeLock;
import io.iotcrm.server.cli.Installation;
import io.iotcrm.server.cli.UpOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Brings the cluster up. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Brings up PostgreSQL, Artemis, the instances, the application and the edge.")
final class UpCommand implements Callable<Integer> {
  @ParentCommand private IotCrm parent;

  @Option(names = "--nodes", description = "Application instances, 1 to 16. At first 2.")
  private Integer nodes;

  @Option(names = "--payara", description = "Payara 6 (default) or 7, which needs a JDK 21.")
  private Integer payara;

  @Option(names = "--no-deploy", description = "Without the application and the edge.")
  private boolean noDeploy;

  @Option(names = "--no-edge", description = "Without the edge.")
  private boolean noEdge;

  @Override
  public Integer call() throws Exception {
    Installation installation = parent.installation();
    UpOptions options =
        new UpOptions(Optional.ofNullable(nodes), Optional.ofNullable(payara), !noDeploy);
    HomeLock.holding(
        installation.layout().home(),
        () -> {
          installation.up(options);
          if (!noDeploy && !noEdge) {
            installation.startEdge();
          }
        });
    return 0;
  }
}
