package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.api.HostPort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The installation's edge connector, led to the broker and to the instances through the proof's own
 * lines while the proof lasts.
 */
final class EdgeProcess {
  private static final int PATIENCE_MILLIS = 2_000;

  private final Administration iotcrm;
  private final Processes processes;
  private final Line uplink;
  private final Line registry;
  private final HostPort broker;

  /**
   * @param broker where it subscribes to the devices directly; only its batches go over the line
   */
  EdgeProcess(
      Administration iotcrm, Processes processes, Line uplink, Line registry, HostPort broker) {
    this.iotcrm = iotcrm;
    this.processes = processes;
    this.uplink = uplink;
    this.registry = registry;
    this.broker = broker;
  }

  /** Stops it and starts it again with its ways to the centre over the lines. */
  void divert() throws IOException, InterruptedException {
    iotcrm.will("edge", "stop");
    iotcrm.will("edge", "start");
    iotcrm.run("edge", "stop");
    start();
  }

  /** Starts it over the lines. */
  void start() throws IOException, InterruptedException {
    iotcrm.run(
        Map.of(
            "IOTCRM_EDGE_BROKER_URL",
            "tcp://" + broker,
            "IOTCRM_EDGE_UPLINK_URL",
            "tcp://" + uplink.address(),
            "IOTCRM_EDGE_API_URL",
            registry.addresses().stream()
                .map(address -> "http://" + address)
                .collect(Collectors.joining(","))),
        "edge",
        "start");
  }

  Trace kill() throws IOException, InterruptedException {
    Trace death = processes.death("edge");
    iotcrm.run("edge", "kill");
    return death;
  }

  /** As it was before {@link #divert}. */
  void restore() throws IOException, InterruptedException {
    iotcrm.run("edge", "stop");
    iotcrm.run("edge", "start");
  }

  /**
   * Takes away its room on the disk, and the centre, so that it needs it: no file of it may be
   * written from now on. Evident once it says itself that its disk refuses what must be kept.
   */
  Trace fillDisk() throws IOException, InterruptedException {
    processes.limitFiles("edge");
    Trace cut = uplink.cut();
    return cut.and(
        () -> {
          int status = health();
          return new Finding(status == 503, "edge: health " + status);
        });
  }

  void freeDisk() throws IOException, InterruptedException {
    processes.freeFiles("edge");
    uplink.heal();
  }

  private int health() {
    try {
      int port = processes.installation().port("edge.http").orElseThrow();
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/health").toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return 0;
    }
  }
}
