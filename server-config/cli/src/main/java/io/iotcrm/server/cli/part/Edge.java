package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.BackgroundProcess;
import io.iotcrm.server.cli.host.JavaHome;
import io.iotcrm.server.cli.host.Placeholders;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The edge connector of this machine, as the process that would stand beside the devices. */
public final class Edge {
  private final String id;
  private final Layout layout;
  private final Ports ports;
  private final Secrets secrets;
  private final Broker broker;
  private final Path home;
  private final BackgroundProcess process;

  public Edge(String id, Layout layout, Ports ports, Secrets secrets, Broker broker) {
    this.id = id;
    this.layout = layout;
    this.ports = ports;
    this.secrets = secrets;
    this.broker = broker;
    this.home = layout.home().resolve(id);
    this.process =
        new BackgroundProcess(home.resolve("edge.pid"), home.resolve("edge.properties").toString());
  }

  public String id() {
    return id;
  }

  public int coapPort() {
    return ports.require("edge.coap");
  }

  public String coapUrl() {
    return "coap://127.0.0.1:" + coapPort();
  }

  public String httpUrl() {
    return "http://127.0.0.1:" + ports.require("edge.http");
  }

  public Path log() {
    return home.resolve("edge.log");
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /**
   * @param nodes base addresses of the API, where the edge reads its registry
   */
  public void start(List<String> nodes) throws IOException {
    if (isRunning()) {
      return;
    }
    if (!Files.exists(layout.edgeJar())) {
      throw new IllegalStateException("no edge connector in " + layout.edgeJar());
    }
    ports.settle("edge.coap", 5683);
    ports.settle("edge.http", 8090);
    Placeholders values =
        new Placeholders(
            Map.of(
                "iotcrm.edge.id", id,
                "iotcrm.edge.secret", secrets.get("edge/" + id),
                "iotcrm.edge.home", home.resolve("data").toString(),
                "iotcrm.edge.coap.port", Integer.toString(coapPort()),
                "iotcrm.edge.http.port", Integer.toString(ports.require("edge.http")),
                "iotcrm.broker.mqtt.port", Integer.toString(broker.mqttPort()),
                "iotcrm.nodes.urls", String.join(",", nodes)));
    Path properties = home.resolve("edge.properties");
    PrivateFile.write(
        properties,
        values.fill("edge.properties", Files.readString(layout.config("edge/edge.properties"))));
    process.launch(
        List.of(
            JavaHome.between(17, 99).java(),
            "-Xmx96m",
            "-XX:+ExitOnOutOfMemoryError",
            "-jar",
            layout.edgeJar().toString(),
            properties.toString()),
        Map.of(),
        home,
        log());
  }

  public void stop() {
    process.stop(Duration.ofSeconds(20));
  }

  public boolean kill() {
    return process.kill();
  }
}
