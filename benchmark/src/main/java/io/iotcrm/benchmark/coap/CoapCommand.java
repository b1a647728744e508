package io.iotcrm.benchmark.coap;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.CommandFailure;
import io.iotcrm.benchmark.api.ApiClient;
import io.iotcrm.benchmark.api.ApiOptions;
import io.iotcrm.benchmark.api.Credentials;
import io.iotcrm.benchmark.api.HostPort;
import io.iotcrm.benchmark.api.HostPortConverter;
import io.iotcrm.benchmark.database.DatabaseOptions;
import io.iotcrm.benchmark.database.StoredReadings;
import io.iotcrm.benchmark.load.BenchDeviceOptions;
import io.iotcrm.benchmark.load.StorageCheck;
import io.iotcrm.benchmark.report.Quantiles;
import io.iotcrm.benchmark.report.Report;
import io.iotcrm.benchmark.report.ReportOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the edge's CoAP over DTLS with pre-shared keys. */
@Command(
    name = "coap",
    mixinStandardHelpOptions = true,
    description =
        "Posts telemetry over CoAP with DTLS and pre-shared keys, each device in a session of its"
            + " own, and compares what was acknowledged with what is stored.")
public final class CoapCommand implements Runnable {
  private static final int KEYS = 3;
  private static final int KEYS_AT_ONCE = 500;

  @Spec private CommandSpec spec;
  @Mixin private ApiOptions api;
  @Mixin private DatabaseOptions database;
  @Mixin private ReportOptions reports;
  @Mixin private BenchDeviceOptions benchDevices;

  @Option(
      names = "--coaps",
      required = true,
      converter = HostPortConverter.class,
      paramLabel = "HOST:PORT",
      description = "The edge's port with DTLS; loopback only.")
  private HostPort edge;

  @Option(names = "--devices", defaultValue = "2500", description = "Default: ${DEFAULT-VALUE}")
  private int devices;

  @Option(
      names = "--rate",
      defaultValue = "600",
      description = "Requests a second in all (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Seconds at the same rate before measuring (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Override
  public void run() {
    if (devices < 1 || devices > 5_000 || rate < 1 || rate > 5_000 || seconds > 600) {
      throw new CommandFailure("--devices and --rate must be 1 to 5,000, --seconds at most 600");
    }
    Map<String, String> keys = new LinkedHashMap<>();
    api.withApi(client -> keys.putAll(keys(client, benchDevices.credentials())));
    try {
      measure(keys);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    } catch (IOException | TimeoutException | SQLException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  /** The key of each device by its id; those that have none get one. */
  private Map<String, String> keys(ApiClient client, Credentials file) {
    Map<String, String> known = file.read();
    Map<String, String> keys = new LinkedHashMap<>();
    Map<String, String> fresh = new LinkedHashMap<>();
    for (int n = 1; n <= devices; n++) {
      String id = String.format("bench-%05d", n);
      String name = "psk/" + id;
      String key =
          Optional.ofNullable(known.get(name))
              .orElseGet(
                  () -> {
                    JsonNode made =
                        client.post("devices/" + id + "/credentials", Map.of("kind", "PSK"), null);
                    fresh.put(name, made.path("secret").asText());
                    return fresh.get(name);
                  });
      keys.put(id, key);
      if (fresh.size() >= KEYS_AT_ONCE || n == devices) {
        file.put(fresh);
        fresh.clear();
      }
    }
    return keys;
  }

  private void measure(Map<String, String> keys)
      throws IOException, InterruptedException, TimeoutException, SQLException {
    PrintWriter print = spec.commandLine().getOut();
    List<CoapDevice> made = new ArrayList<>();
    try (CoapLoad load = new CoapLoad()) {
      for (Map.Entry<String, String> one : keys.entrySet()) {
        made.add(load.open(edge, one.getKey(), one.getValue(), KEYS));
      }
      double handshakes = load.handshakes(made, 120);
      print.printf("%d sessions in %.1f s%n", devices, handshakes);
      print.flush();
      load.run(made, rate, warmUp);
      load.takeLatency();
      CoapLoad.Outcome outcome = load.run(made, rate, seconds);
      reports.publish(report(made, handshakes, outcome, check(made)), print);
    }
  }

  private StorageCheck check(List<CoapDevice> made) throws SQLException, InterruptedException {
    try (StoredReadings stored = new StoredReadings(database.connect())) {
      long from = made.stream().mapToLong(one -> one.sent().firstAt()).min().orElse(0);
      long to = made.stream().mapToLong(one -> one.sent().lastAt()).max().orElse(0);
      List<String> ids = made.stream().map(CoapDevice::id).toList();
      StorageCheck check = null;
      for (int attempt = 0; attempt < 30 && (check == null || check.missing() > 0); attempt++) {
        TimeUnit.SECONDS.sleep(1);
        check =
            StorageCheck.of(
                made.stream().map(CoapDevice::sent).toList(),
                stored.countByDevice(ids, from, to),
                KEYS);
      }
      return check;
    }
  }

  private Report report(
      List<CoapDevice> made, double handshakes, CoapLoad.Outcome outcome, StorageCheck check) {
    Quantiles latency = Quantiles.ofMicros(outcome.latency());
    return new Report("coap", "CoAP over DTLS with pre-shared keys")
        .fact("devices", "Devices, each in a session of its own", made.size())
        .fact("handshakes", "Handshakes a second before", Math.round(made.size() / handshakes))
        .fact("target", "Asked for", rate + " requests/s for " + seconds + " s")
        .fact(
            "answered", "Answered 2.04 a second", Math.round(outcome.answered() / (double) seconds))
        .fact("latency", "Due to answer", latency.toString())
        .data("latencyMillis", latency)
        .fact("refused", "Answered otherwise", outcome.refused())
        .fact("lost", "Without an answer", outcome.lost())
        .fact("expected", "Readings acknowledged", check.expected())
        .fact("missing", "Acknowledged but missing", check.missing())
        .fact("unexplained", "Stored beyond what was sent", check.unexplained());
  }
}
