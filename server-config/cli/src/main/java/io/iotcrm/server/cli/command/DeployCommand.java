package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.HomeLock;
import io.iotcrm.server.cli.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Deploys the application to the running cluster. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = "Deploys the application that the build made, if it has changed.")
final class DeployCommand implements Callable<Integer> {
  @ParentCommand private IotCrm parent;

  @Override
  public Integer call() throws Exception {
    Installation installation = parent.installation();
    HomeLock.holding(
        installation.layout().home(),
        () -> {
          installation.cluster().deploy();
        });
    return 0;
  }
}
