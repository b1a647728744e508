package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.HomeLock;
import io.iotcrm.server.cli.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The edge connector of this machine. */
@Command(
    name = "edge",
    mixinStandardHelpOptions = true,
    description = "Starts, stops or kills the edge connector.")
final class EdgeCommand {
  @ParentCommand private IotCrm parent;

  @Command(description = "Starts the edge connector and waits until it knows its devices.")
  int start() throws Exception {
    Installation installation = parent.installation();
    HomeLock.holding(installation.layout().home(), installation::startEdge);
    return 0;
  }

  @Command(description = "Stops it; what it has not passed on stays on its disk.")
  int stop() throws Exception {
    Installation installation = parent.installation();
    HomeLock.holding(
        installation.layout().home(),
        () ->
            installation
                .progress()
                .step(
                    "Edge",
                    () -> {
                      installation.edge().stop();
                      return "stopped";
                    }));
    return 0;
  }

  @Command(description = "Kills it (SIGKILL), as a power cut would.")
  int kill() throws Exception {
    Installation installation = parent.installation();
    boolean ran = installation.edge().kill();
    installation.progress().say(installation.edge().id() + (ran ? " killed" : " was not running"));
    return 0;
  }
}
