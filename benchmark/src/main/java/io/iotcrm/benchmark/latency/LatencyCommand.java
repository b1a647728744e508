package io.iotcrm.benchmark.latency;

import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.ApiOptions;
import io.iotcrm.benchmark.api.BrokerOptions;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.load.BenchDevices;
import io.iotcrm.benchmark.load.LoadGenerator;
import io.iotcrm.benchmark.report.Quantiles;
import io.iotcrm.benchmark.report.Report;
import io.iotcrm.benchmark.report.ReportOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How soon a warm fridge is a ticket that one can read, and a command at its thermostat. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = "Measures publish to ticket and publish to command, with other readings around.")
public final class LatencyCommand implements Runnable {
  private static final int KEYS = 3;

  @Spec private CommandSpec spec;
  @Mixin private ApiOptions api;
  @Mixin private BrokerOptions broker;
  @Mixin private ReportOptions reports;

  @Option(names = "--events", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}")
  private int events;

  @Option(
      names = "--background",
      defaultValue = "1000",
      description = "Readings a second besides, 0 for none (default: ${DEFAULT-VALUE}).")
  private double background;

  @Option(names = "--background-devices", defaultValue = "200")
  private int backgroundDevices;

  @Option(
      names = "--device-credentials",
      paramLabel = "FILE",
      description = "For the background: the file that 'bench-devices' wrote.")
  private Path deviceCredentials;

  @Option(names = "--fridges", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}")
  private int fridges;

  @Option(names = "--poll-millis", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
  private long pollMillis;

  @Option(names = "--warm-up", defaultValue = "10", description = "Seconds of background before.")
  private int warmUp;

  @Override
  public void run() {
    if (events < 1 || events > 10_000 || fridges < 1 || fridges > 100 || background < 0) {
      throw new CommandFailure("--events must be 1 to 10,000 and --fridges 1 to 100");
    }
    api.withApi(this::measure);
  }

  private void measure(ApiClient client) {
    List<FridgePair> pairs =
        new LatencyDevices(client, api.credentials())
            .ensure(fridges).stream()
                .map(pair -> new FridgePair(broker.mqtt(), pair.sensor(), pair.thermostat()))
                .toList();
    try (LoadGenerator load = background == 0 ? null : load()) {
      for (FridgePair pair : pairs) {
        pair.connect();
      }
      if (load != null) {
        load.connect(120);
        load.start(background / KEYS);
        TimeUnit.SECONDS.sleep(warmUp);
        load.takeLatency();
      }
      long start = System.nanoTime();
      long before = load == null ? 0 : load.acknowledged();
      PrintWriter print = spec.commandLine().getOut();
      LatencyRun.Outcome outcome = new LatencyRun(client, pairs, pollMillis, print).run(events);
      double seconds = (System.nanoTime() - start) / 1e9;
      long background = load == null ? 0 : load.acknowledged() - before;
      Report report = report(outcome, background * KEYS / seconds);
      reports.publish(report, print);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    } catch (IllegalStateException e) {
      throw new CommandFailure(e.getMessage());
    } finally {
      pairs.forEach(FridgePair::close);
    }
  }

  private LoadGenerator load() {
    if (deviceCredentials == null) {
      throw new CommandFailure("--background needs --device-credentials; or give --background 0");
    }
    return new LoadGenerator(
        broker.mqtt(),
        BenchDevices.read(new Credentials(deviceCredentials), backgroundDevices),
        KEYS,
        20,
        1,
        1);
  }

  private Report report(LatencyRun.Outcome outcome, double readingsPerSecond) {
    Quantiles ticket = Quantiles.ofMicros(outcome.ticket());
    Quantiles command = Quantiles.ofMicros(outcome.command());
    return new Report("latency", "From a reading to the work it causes")
        .fact("events", "Events", events)
        .fact("lost", "Events without ticket or command within 30 s", outcome.lost())
        .fact(
            "background",
            "Acknowledged readings a second besides",
            Math.round(readingsPerSecond * 10) / 10.0)
        .fact("ticket", "Publish to the ticket in an answer of the API", ticket.toString())
        .data("ticketMillis", ticket)
        .fact("command", "Publish to the command at the device", command.toString())
        .data("commandMillis", command)
        .fact("pollMillis", "Pause between two looks at the API", pollMillis + " ms");
  }
}
