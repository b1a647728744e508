package io.iotcrm.benchmark;

import io.iotcrm.benchmark.api.ApiException;
import io.iotcrm.benchmark.delivery.DeliverCommand;
import io.iotcrm.benchmark.delivery.VerifyCommand;
import io.iotcrm.benchmark.forecast.ForecastCommand;
import io.iotcrm.benchmark.installation.InstallationDefaults;
import io.iotcrm.benchmark.latency.LatencyCommand;
import io.iotcrm.benchmark.load.BenchDevicesCommand;
import io.iotcrm.benchmark.load.IngestCommand;
import io.iotcrm.benchmark.proof.ProveCommand;
import io.iotcrm.benchmark.seed.SeedCommand;
import io.iotcrm.benchmark.simulation.SimulateCommand;
import io.iotcrm.benchmark.simulation.TriggerCommand;
import io.iotcrm.benchmark.storage.StorageCommand;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one subcommand per thing that can be run against a cluster. */
@Command(
    name = "iotcrm-benchmark",
    mixinStandardHelpOptions = true,
    description = "Loads the demo shop, plays its devices, and measures a running cluster.",
    subcommands = {
      SeedCommand.class,
      SimulateCommand.class,
      TriggerCommand.class,
      BenchDevicesCommand.class,
      IngestCommand.class,
      DeliverCommand.class,
      VerifyCommand.class,
      LatencyCommand.class,
      ProveCommand.class,
      StorageCommand.class,
      ForecastCommand.class
    })
public final class Benchmark {

  public static void main(String[] args) throws IOException {
    if (System.getProperty("java.util.logging.config.file") == null) {
      try (InputStream quiet = Benchmark.class.getResourceAsStream("/logging.properties")) {
        LogManager.getLogManager().readConfiguration(quiet);
      }
    }
    CommandLine commandLine = new CommandLine(new Benchmark());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setDefaultValueProvider(new InstallationDefaults());
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof CommandFailure || failure instanceof ApiException) {
            command.getErr().println(failure.getMessage());
          } else {
            failure.printStackTrace(command.getErr());
          }
          return 1;
        });
    System.exit(commandLine.execute(args));
  }
}
