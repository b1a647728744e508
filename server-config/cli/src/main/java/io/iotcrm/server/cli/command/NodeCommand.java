package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.HomeLock;
import io.iotcrm.server.cli.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Single application instances. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Adds, stops, starts or kills an application instance.")
final class NodeCommand {
  @ParentCommand private IotCrm parent;

  @Command(description = "Adds an instance to the running cluster and starts it.")
  int add(@Parameters(paramLabel = "NAME", description = "n1 to n16") String name)
      throws Exception {
    return with(installation -> installation.cluster().add(name));
  }

  @Command(description = "Stops an instance; the others take over its share of the grid.")
  int stop(@Parameters(paramLabel = "NAME") String name) throws Exception {
    return with(
        installation ->
            installation
                .progress()
                .step(
                    "Instance " + name,
                    () -> {
                      installation.cluster().existing(name).stop();
                      return "stopped";
                    }));
  }

  @Command(description = "Starts an instance and waits until it is ready.")
  int start(@Parameters(paramLabel = "NAME") String name) throws Exception {
    return with(installation -> installation.cluster().start(name));
  }

  /** Without the lock: the point of a kill is that it happens in the middle of something. */
  @Command(description = "Kills an instance (SIGKILL), as a crash would.")
  int kill(@Parameters(paramLabel = "NAME") String name) throws Exception {
    Installation installation = parent.installation();
    boolean ran = installation.cluster().existing(name).kill();
    installation.progress().say(name + (ran ? " killed" : " was not running"));
    return 0;
  }

  private interface Work {
    void on(Installation installation) throws Exception;
  }

  private int with(Work work) throws Exception {
    Installation installation = parent.installation();
    HomeLock.holding(installation.layout().home(), () -> work.on(installation));
    return 0;
  }
}
