package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.database.DatabaseOptions;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes or removes the devices of the load generator. */
@Command(
    name = "bench-devices",
    mixinStandardHelpOptions = true,
    description =
        "Makes the load generator's devices bench-00001.. in the database, or removes them.")
public final class BenchDevicesCommand implements Runnable {
  private static final int MOST = 20_000;

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private BenchDeviceOptions benchDevices;

  @Option(names = "--count", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}")
  private int count;

  @Option(names = "--profile", defaultValue = "dht22", description = "Default: ${DEFAULT-VALUE}")
  private String profile;

  @Option(
      names = "--per-gateway",
      defaultValue = "0",
      description = "So many devices behind a gateway each; 0 for no gateways.")
  private int perGateway;

  @Option(names = "--remove", description = "Remove them all, with their readings.")
  private boolean remove;

  @Override
  public void run() {
    if (count < 1 || count > MOST || perGateway < 0) {
      throw new CommandFailure("--count must be 1 to " + MOST);
    }
    try {
      String done =
          remove
              ? BenchDevices.remove(database) + " devices removed"
              : count
                  + " devices, "
                  + BenchDevices.create(
                      database, benchDevices.credentials(), count, profile, perGateway)
                  + " of them new";
      spec.commandLine().getOut().println(done);
    } catch (SQLException e) {
      throw new CommandFailure("the database refused", e);
    }
  }
}
