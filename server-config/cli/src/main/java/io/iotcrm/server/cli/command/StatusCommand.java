package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tells how the installation is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells what runs, where it is reached and how it is.")
final class StatusCommand implements Callable<Integer> {
  @ParentCommand private IotCrm parent;

  @Option(names = "--json", description = "For programs; the shape is in docs/admin-guide.md.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Status status = parent.installation().status();
    System.out.println(json ? status.toJson() : status.toText());
    return 0;
  }
}
