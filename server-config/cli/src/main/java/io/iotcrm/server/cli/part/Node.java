package io.iotcrm.server.cli.part;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.server.cli.host.Await;
import io.iotcrm.server.cli.host.BackgroundProcess;
import io.iotcrm.server.cli.host.LocalHttp;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One application instance of the deployment group. */
public final class Node {
  private final String name;
  private final Domain domain;
  private final Ports ports;
  private final Path directory;
  private final BackgroundProcess process;

  /**
   * @param name n1 to n16
   */
  public Node(String name, Domain domain, Ports ports) {
    if (!name.matches("n([1-9]|1[0-6])")) {
      throw new IllegalArgumentException("a node is named n1 to n16, not " + name);
    }
    this.name = name;
    this.domain = domain;
    this.ports = ports;
    this.directory = domain.server().nodes().resolve("localhost-" + Domain.NAME).resolve(name);
    this.process = new BackgroundProcess(directory.resolve("config/pid"), directory.toString());
  }

  public String name() {
    return name;
  }

  public String url() {
    return "http://127.0.0.1:" + ports.require(name + ".http");
  }

  public Path log() {
    return directory.resolve("logs/server.log");
  }

  public boolean exists() {
    return Files.exists(made());
  }

  /** False when it is half made, or its ports have moved since. */
  public boolean isCurrent() throws IOException {
    return exists() && Files.readString(made()).equals(properties().toString());
  }

  private Path made() {
    return directory.resolve("made");
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Chooses the ports of an instance that does not run yet. */
  public void settlePorts() throws IOException {
    if (isRunning()) {
      return;
    }
    int number = Integer.parseInt(name.substring(1));
    ports.settle(name + ".http", 8080 + number - 1);
    ports.settle(name + ".https", 8180 + number);
    ports.settle(name + ".grid", 5800 + number);
    ports.settle(name + ".sessions", 5900 + number);
    int base = 4900 + 10 * number;
    String[] others = {
      "admin", "iiop", "iiop.ssl", "iiop.mutual", "jmx", "jms", "shell", "debugger"
    };
    for (int i = 0; i < others.length; i++) {
      ports.settle(name + "." + others[i], base + i);
    }
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("HTTP_LISTENER_PORT", port("http"));
    properties.put("HTTP_SSL_LISTENER_PORT", port("https"));
    properties.put("ASADMIN_LISTENER_PORT", port("admin"));
    properties.put("IIOP_LISTENER_PORT", port("iiop"));
    properties.put("IIOP_SSL_LISTENER_PORT", port("iiop.ssl"));
    properties.put("IIOP_SSL_MUTUALAUTH_PORT", port("iiop.mutual"));
    properties.put("JMX_SYSTEM_CONNECTOR_PORT", port("jmx"));
    properties.put("JMS_PROVIDER_PORT", port("jms"));
    properties.put("OSGI_SHELL_TELNET_PORT", port("shell"));
    properties.put("JAVA_DEBUGGER_PORT", port("debugger"));
    properties.put("HZ_LISTENER_PORT", port("sessions"));
    properties.put("iotcrm.grid.port", port("grid"));
    properties.put("iotcrm.node", name);
    return properties;
  }

  private String port(String kind) {
    return Integer.toString(ports.require(name + "." + kind));
  }

  /** Registers the instance in the domain and makes its directory; the domain has to run. */
  public void make() throws IOException {
    Asadmin asadmin = domain.asadmin();
    if (Files.isDirectory(directory)) {
      Trees.delete(directory);
    }
    if (asadmin
        .run("list-instances", "--nostatus=true")
        .lines()
        .anyMatch(l -> l.trim().equals(name))) {
      asadmin.run("delete-instance", name);
    }
    asadmin.run(
        "create-local-instance",
        "--config=iotcrm-config",
        "--deploymentgroup=" + Domain.NAME,
        "--checkports=false",
        "--systemproperties="
            + properties().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(":")),
        name);
    Files.writeString(made(), properties().toString());
  }

  /** Starts and returns when the server runs; its applications may still be loading. */
  public void start() throws IOException {
    if (!isRunning()) {
      domain.asadmin().runDetached("start-local-instance", name);
    }
  }

  /**
   * Takes the application down in order, which gives its grid partitions away, and returns when the
   * process is gone. A signal alone would end the server like a crash.
   */
  public void stop() {
    if (!isRunning()) {
      return;
    }
    try {
      domain.asadmin().run("stop-local-instance", name);
      Await.quietly(Duration.ofSeconds(60), () -> !isRunning());
    } catch (IOException e) {
      // It does not answer, or it is still starting: then by signal.
    }
    process.stop(Duration.ofSeconds(20));
  }

  public boolean kill() {
    return process.kill();
  }

  /** Whether the applications are up and say that they can work. */
  public boolean isReady() {
    return isRunning() && LocalHttp.status(url() + "/health/ready") == 200;
  }

  public void awaitReady(Duration limit) {
    Await.until(name + " to be ready; see " + log(), limit, this::isReady);
  }

  /**
   * @param user who may ask for the grid: the credentials of an administrator
   */
  public NodeStatus status(String user, String password) {
    boolean ready = isReady();
    Optional<JsonNode> grid =
        ready ? LocalHttp.json(url() + "/api/v1/system/node", user, password) : Optional.empty();
    return new NodeStatus(
        name,
        url(),
        isRunning() ? "RUNNING" : "STOPPED",
        ready,
        grid.map(node -> node.path("members"))
            .filter(JsonNode::isInt)
            .map(JsonNode::asInt)
            .orElse(null),
        grid.map(node -> node.path("ownedPartitions"))
            .filter(JsonNode::isInt)
            .map(JsonNode::asInt)
            .orElse(null));
  }
}
