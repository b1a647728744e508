package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.host.BackgroundProcess;
import io.iotcrm.server.cli.host.Command;
import io.iotcrm.server.cli.host.JavaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The demonstration: a chain of shops, filled in through the API, whose devices are simulated. */
public final class Simulation {
  private final Layout layout;
  private final Path home;
  private final BackgroundProcess process;

  public Simulation(Layout layout) {
    this.layout = layout;
    this.home = layout.home().resolve("simulation");
    this.process =
        new BackgroundProcess(home.resolve("simulation.pid"), layout.credentials().toString());
  }

  public Path log() {
    return home.resolve("simulation.log");
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Shops, customers, devices and rules; what is there already is left as it is. */
  public void seed(String api) throws IOException {
    Files.createDirectories(home);
    Command.run(
        List.of(
            JavaHome.between(17, 99).java(),
            "-jar",
            jar().toString(),
            "seed",
            "--api",
            api,
            "--credentials",
            layout.credentials().toString()),
        Map.of(),
        home);
  }

  public void start(String api, int mqttPort, int coapPort) throws IOException {
    if (isRunning()) {
      return;
    }
    process.launch(
        List.of(
            JavaHome.between(17, 99).java(),
            "-Xmx128m",
            "-jar",
            jar().toString(),
            "simulate",
            "--api",
            api,
            "--mqtt",
            "127.0.0.1:" + mqttPort,
            "--coap",
            "127.0.0.1:" + coapPort,
            "--credentials",
            layout.credentials().toString()),
        Map.of(),
        home,
        log());
  }

  private Path jar() {
    if (!Files.exists(layout.benchmarkJar())) {
      throw new IllegalStateException("no simulation in " + layout.benchmarkJar());
    }
    return layout.benchmarkJar();
  }

  public void stop() {
    process.stop(Duration.ofSeconds(10));
  }
}
