package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.HomeLock;
import io.iotcrm.server.cli.Installation;
import io.iotcrm.server.cli.host.Trees;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Stops everything. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops everything.")
final class DownCommand implements Callable<Integer> {
  @ParentCommand private IotCrm parent;

  @Option(names = "--wipe", description = "Then delete the installation with all its data.")
  private boolean wipe;

  @Override
  public Integer call() throws Exception {
    Installation installation = parent.installation();
    HomeLock.holding(
        installation.layout().home(),
        () -> {
          installation.down();
          if (wipe) {
            Trees.delete(installation.layout().home());
            installation.progress().say("Deleted " + installation.layout().home());
          }
        });
    return 0;
  }
}
