package io.iotcrm.benchmark.load;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.BrokerOptions;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.report.Report;
import io.iotcrm.benchmark.report.ReportOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many readings a second the installation takes and stores. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes single-device messages at QoS 1 and measures what is acknowledged and stored.",
      "Modes: full (all the way into PostgreSQL), no-store (the application drops readings),",
      "broker (nothing behind the broker but a subscriber of this program)."
    })
public final class IngestCommand implements Callable<Integer> {
  /** How far the readings are meant to go. */
  enum Mode {
    FULL,
    NO_STORE,
    BROKER
  }

  private static final int MOST_SECONDS = 3_600;
  private static final int MOST_RATE = 100_000;

  @Spec private CommandSpec spec;
  @Mixin private DatabaseOptions database;
  @Mixin private BrokerOptions broker;
  @Mixin private ReportOptions reports;
  @Mixin private BenchDeviceOptions benchDevices;

  @Option(names = "--devices", defaultValue = "1000", description = "Connections; ${DEFAULT-VALUE}")
  private int devices;

  @Option(
      names = "--per-gateway",
      defaultValue = "0",
      description =
          "So many devices behind a gateway each, whose messages are measured, as with the same"
              + " option of 'bench-devices'; 0 for devices with connections of their own.")
  private int perGateway;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description = "Messages a second in all; 0: as many as possible (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Seconds at the same rate before measuring (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(names = "--keys", defaultValue = "3", description = "Readings in a message.")
  private int keys;

  @Option(names = "--window", defaultValue = "20", description = "Unacknowledged per connection.")
  private int window;

  @Option(names = "--threads", defaultValue = "1", description = "Of this generator.")
  private int threads;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  @Option(names = "--mode", defaultValue = "FULL", description = "${COMPLETION-CANDIDATES}")
  private Mode mode;

  @Option(
      names = "--sink",
      paramLabel = "USER",
      description = "Mode broker: who takes the messages off the broker, for example edge/e1.")
  private String sinkUser;

  @Option(
      names = "--sink-credentials",
      paramLabel = "FILE",
      description = "Mode broker: the file with the sink's line.")
  private Path sinkCredentials;

  @Option(
      names = "--pid",
      split = ",",
      paramLabel = "NAME=PID",
      description = "Process whose CPU and memory to sample with its children; repeatable.")
  private Map<String, Long> pids = new LinkedHashMap<>();

  @Option(
      names = "--drain-seconds",
      defaultValue = "120",
      description = "How long to wait for the last reading (default: ${DEFAULT-VALUE}).")
  private int drainSeconds;

  @Option(names = "--label", defaultValue = "ingest", description = "Part of the report's name.")
  private String label;

  @Override
  public Integer call() throws InterruptedException, SQLException {
    if (seconds < 1 || seconds > MOST_SECONDS || rate < 0 || rate > MOST_RATE) {
      throw new CommandFailure(
          "--seconds must be 1 to " + MOST_SECONDS + ", --rate 0 to " + MOST_RATE);
    }
    if (mode == Mode.FULL && !database.isGiven()) {
      throw new CommandFailure("mode full needs --db-url to look into the database");
    }
    PrintWriter print = spec.commandLine().getOut();
    pids.putIfAbsent("generator", ProcessHandle.current().pid());
    IngestRun.Plan plan =
        new IngestRun.Plan(
            mode == Mode.FULL,
            devices,
            rate,
            warmUp,
            seconds,
            keys,
            Math.max(1, perGateway),
            drainSeconds);
    try (Sink sink = mode == Mode.BROKER ? sink() : Sink.none();
        LoadGenerator generator =
            new LoadGenerator(
                broker.mqtt(),
                perGateway > 0
                    ? BenchDevices.gateways(benchDevices.credentials(), devices, perGateway)
                    : BenchDevices.read(benchDevices.credentials(), devices),
                keys,
                window,
                threads,
                seed)) {
      IngestRun run =
          new IngestRun(plan, generator, database, new ProcessSampler(pids), sink, print);
      IngestRun.Outcome outcome = run.run();
      Report report = IngestReport.of(label, mode, plan, outcome);
      reports.publish(report, print);
      return outcome.check() == null || outcome.check().isComplete() ? 0 : 1;
    }
  }

  private Sink sink() {
    if (sinkUser == null || sinkCredentials == null) {
      throw new CommandFailure("mode broker needs --sink and --sink-credentials");
    }
    return Sink.on(broker.mqtt(), sinkUser, new Credentials(sinkCredentials).require(sinkUser));
  }
}
