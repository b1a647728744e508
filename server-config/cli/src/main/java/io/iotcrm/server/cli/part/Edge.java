package io.iotcrm.server.cli.part;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.server.cli.Choices;
import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.Await;
import io.iotcrm.server.cli.host.BackgroundProcess;
import io.iotcrm.server.cli.host.JavaHome;
import io.iotcrm.server.cli.host.LocalHttp;
import io.iotcrm.server.cli.host.Placeholders;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The edge connector of this machine, as the process that would stand beside the devices. */
public final class Edge {
  private final String id;
  private final Layout layout;
  private final Ports ports;
  private final Secrets secrets;
  private final Broker broker;
  private final Choices choices;
  private final Certificates certificates;
  private final Path home;
  private final BackgroundProcess process;

  public Edge(
      String id,
      Layout layout,
      Ports ports,
      Secrets secrets,
      Broker broker,
      Certificates certificates,
      Choices choices) {
    this.certificates = certificates;
    this.choices = choices;
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

  /** Its own status, health and metrics. */
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
    ports.settle("edge.coaps", 5684);
    ports.settle("edge.http", 8090);
    Placeholders values =
        new Placeholders(
            Map.ofEntries(
                Map.entry("iotcrm.edge.id", id),
                Map.entry("iotcrm.edge.secret", secrets.get("edge/" + id)),
                Map.entry("iotcrm.edge.home", home.resolve("data").toString()),
                Map.entry("iotcrm.edge.coap.port", Integer.toString(coapPort())),
                Map.entry("iotcrm.edge.coaps.host", choices.tlsAddress()),
                Map.entry("iotcrm.edge.coaps.port", Integer.toString(ports.require("edge.coaps"))),
                Map.entry("iotcrm.edge.coaps.keystore", certificates.store("edge").toString()),
                Map.entry("iotcrm.edge.coaps.keystore.password", certificates.password()),
                Map.entry("iotcrm.edge.http.port", Integer.toString(ports.require("edge.http"))),
                Map.entry("iotcrm.broker.mqtt.port", Integer.toString(broker.mqttPort())),
                Map.entry("iotcrm.nodes.urls", String.join(",", nodes))));
    Path properties = home.resolve("edge.properties");
    PrivateFile.write(
        properties,
        values.fill("edge.properties", Files.readString(layout.config("edge/edge.properties"))));
    process.launch(
        List.of(
            JavaHome.between(17, 99).java(),
            "-Xmx64m",
            "-Xss256k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-jar",
            layout.edgeJar().toString(),
            properties.toString()),
        // One arena: many of them keep what nobody uses any more.
        Map.of("MALLOC_ARENA_MAX", "1"),
        home,
        log());
    Await.until(
        "the edge; see " + log(),
        Duration.ofSeconds(60),
        () -> !isRunning() || status().state().matches("RUNNING|BUFFERING"));
    if (!isRunning()) {
      throw new IOException("the edge ended at once; see " + log());
    }
  }

  /** RUNNING and BUFFERING are the edge's own words; STOPPED means that there is no process. */
  public EdgeStatus status() {
    if (!isRunning()) {
      return new EdgeStatus(
          id, ports.get("edge.coap").map(p -> coapUrl()).orElse(null), "STOPPED", null);
    }
    Optional<JsonNode> own = LocalHttp.json(httpUrl() + "/status");
    return new EdgeStatus(
        id,
        coapUrl(),
        own.map(s -> s.path("state").asText("UNKNOWN")).orElse("NOT ANSWERING"),
        own.map(s -> s.path("bufferedBatches"))
            .filter(JsonNode::isInt)
            .map(JsonNode::asInt)
            .orElse(null));
  }

  public void stop() {
    process.stop(Duration.ofSeconds(20));
  }

  public boolean kill() {
    return process.kill();
  }
}
