package io.iotcrm.server.cli;

import io.iotcrm.server.cli.host.KeyValueFile;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.Progress;
import io.iotcrm.server.cli.part.Accounts;
import io.iotcrm.server.cli.part.Application;
import io.iotcrm.server.cli.part.Broker;
import io.iotcrm.server.cli.part.Database;
import io.iotcrm.server.cli.part.Domain;
import io.iotcrm.server.cli.part.Edge;
import io.iotcrm.server.cli.part.Node;
import io.iotcrm.server.cli.part.NodeStatus;
import io.iotcrm.server.cli.part.Schema;
import io.iotcrm.server.cli.part.Simulation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One installation on this machine: database, broker, domain with its instances, edge, simulation.
 *
 * <p>Every method may be called again after an interruption: it looks at what is there and does the
 * rest. Not for use by several threads; several processes exclude each other with {@link HomeLock}.
 */
public final class Installation {
  private static final int DEFAULT_NODES = 2;

  private final Layout layout;
  private final Progress progress;
  private final Database database;
  private final Schema schema;
  private final Accounts accounts;
  private final Broker broker;
  private final Domain domain;
  private final Application application;
  private final Edge edge;
  private final Simulation simulation;
  private final Ports ports;

  public Installation(Layout layout, Map<String, Integer> wishedPorts, PrintStream out)
      throws IOException {
    this.layout = layout;
    this.progress = new Progress(out);
    this.ports = new Ports(layout.home().resolve("ports.properties"), wishedPorts, Ports::isFree);
    Secrets secrets = new Secrets(layout.home());
    this.database = new Database(layout, ports, secrets);
    this.schema = new Schema(layout, database);
    this.accounts = new Accounts(database, secrets, layout.credentials());
    this.broker = new Broker(layout, ports, secrets, database);
    this.domain = new Domain(layout, ports, secrets, database, broker);
    this.application = new Application(layout, domain);
    this.edge = new Edge("edge-1", layout, ports, secrets, broker);
    this.simulation = new Simulation(layout);
  }

  /** An installation of this checkout for tests: everything in its own home, ports as free. */
  public static Installation at(Path home) throws IOException {
    return new Installation(new Layout(Layout.findRoot(), home), Map.of(), System.out);
  }

  /** Database, broker, domain and instances; without the application. */
  public void up(UpOptions options) throws IOException {
    progress.step(
        "PostgreSQL",
        () -> {
          database.up();
          return "on 127.0.0.1:" + database.port();
        });
    progress.step("Schema", () -> "version " + schema.migrate());
    progress.step(
        "Users",
        () -> {
          accounts.ensureEdge(edge.id());
          return accounts.ensureUsers() + ", passwords in " + layout.credentials();
        });
    progress.step(
        "Artemis",
        () -> {
          broker.up();
          return "MQTT on 127.0.0.1:" + broker.mqttPort();
        });
    chooseServer(options);
    List<Node> nodes = seats(options.nodes().orElse(Math.max(DEFAULT_NODES, nodes().size())));
    ensureDomain(nodes);
    for (Node node : nodes) {
      if (!node.exists()) {
        progress.step("Instance " + node.name(), () -> made(node));
      }
    }
    progress.step("Batch tables", this::ensureBatchTables);
    startAll(nodes);
  }

  private String ensureBatchTables() throws Exception {
    schema.ensureBatchTables(domain.payara());
    return "there";
  }

  private static String made(Node node) throws IOException {
    node.make();
    return "made";
  }

  private void chooseServer(UpOptions options) throws IOException {
    if (options.payara().isEmpty()) {
      return;
    }
    String version = options.payara().get() == 7 ? "7.2025.1" : Layout.version("payara");
    if (!version.equals(domain.payaraVersion())) {
      nodes().forEach(Node::stop);
      domain.stop();
      domain.choose(version);
    }
  }

  private List<Node> seats(int count) throws IOException {
    List<Node> seats = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      seats.add(new Node("n" + i, domain, ports));
    }
    return seats;
  }

  private void ensureDomain(List<Node> nodes) throws IOException {
    progress.step("Payara " + domain.payaraVersion(), () -> "in " + domain.unpack());
    for (Node node : nodes) {
      node.settlePorts();
    }
    domain.settlePorts();
    if (domain.isCurrent()) {
      progress.step(
          "Domain",
          () -> {
            domain.start();
            return "runs";
          });
    } else {
      nodes().forEach(Node::kill);
      domain.stop();
      domain.make(progress);
      progress.step(
          "Broker adapter",
          () -> {
            application.deployAdapter();
            return "deployed";
          });
    }
  }

  private void startAll(List<Node> nodes) {
    progress.step(
        "Instances",
        () -> {
          List<CompletableFuture<Void>> starts = new ArrayList<>();
          for (Node node : nodes) {
            starts.add(CompletableFuture.runAsync(() -> start(node)));
          }
          starts.forEach(CompletableFuture::join);
          return nodes.stream().map(n -> n.name() + " " + n.url()).toList().toString();
        });
  }

  private static void start(Node node) {
    try {
      node.start();
    } catch (IOException e) {
      throw new IllegalStateException(node.name() + ": " + e.getMessage(), e);
    }
  }

  /** Deploys the application if it is not there or has changed, and waits until it is ready. */
  public void deploy() {
    progress.step("Application", () -> application.deploy() ? "deployed" : "is current");
    awaitReady(Duration.ofMinutes(3));
  }

  public void awaitReady(Duration limit) {
    progress.step(
        "Ready",
        () -> {
          nodes().stream().filter(Node::isRunning).forEach(node -> node.awaitReady(limit));
          return "all instances";
        });
  }

  /** The instances that exist, running or not. */
  public List<Node> nodes() throws IOException {
    return seats(16).stream().filter(Node::exists).toList();
  }

  public Node node(String name) throws IOException {
    return new Node(name, domain, ports);
  }

  /**
   * @throws IllegalArgumentException when there is no such instance; names those there are
   */
  public Node existingNode(String name) throws IOException {
    List<Node> nodes = nodes();
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no " + name + ", only " + nodes.stream().map(Node::name).toList()));
  }

  public void startEdge() {
    progress.step(
        "Edge",
        () -> {
          edge.start(nodes().stream().map(Node::url).toList());
          return edge.id() + ", CoAP on 127.0.0.1:" + edge.coapPort();
        });
  }

  /** Adds an instance to the running cluster: the next free name, or the one given. */
  public Node addNode(String name) throws IOException {
    Node node = node(name);
    if (!domain.isRunning()) {
      throw new IllegalStateException("the domain does not run; run up first");
    }
    progress.step(
        "Instance " + name,
        () -> {
          if (node.exists()) {
            return "was there";
          }
          node.settlePorts();
          domain.announceMembers();
          node.make();
          return "made";
        });
    startNode(node);
    return node;
  }

  /** Starts an instance and, where the application is deployed, waits until it is ready. */
  public void startNode(Node node) {
    progress.step(
        "Instance " + node.name(),
        () -> {
          node.start();
          if (application.isDeployed()) {
            node.awaitReady(Duration.ofMinutes(3));
          }
          return node.url();
        });
  }

  /** Fills in the demonstration's shops and starts their devices. */
  public void startSimulation() {
    progress.step(
        "Demonstration data",
        () -> {
          simulation.seed(api());
          return "there";
        });
    progress.step(
        "Simulated devices",
        () -> {
          simulation.start(api(), broker.mqttPort(), edge.coapPort());
          return "run";
        });
  }

  public Database database() {
    return database;
  }

  public Broker broker() {
    return broker;
  }

  public Domain domain() {
    return domain;
  }

  public Edge edge() {
    return edge;
  }

  public Simulation simulation() {
    return simulation;
  }

  public Layout layout() {
    return layout;
  }

  public Progress progress() {
    return progress;
  }

  /** Where people sign in. */
  public String portal() throws IOException {
    return node("n1").url() + "/";
  }

  /** The API's base address on the first instance; {@link #urls} has all of them. */
  public String api() throws IOException {
    return node("n1").url() + "/api/v1";
  }

  public Status status() throws IOException {
    Map<String, String> users = credentials();
    List<NodeStatus> nodeStates =
        nodes().parallelStream()
            .map(node -> node.status("admin", users.getOrDefault("admin", "")))
            .toList();
    return new Status(
        nodeStates,
        new Status.BrokerStatus(
            ports.get("broker.mqtt").map(p -> broker.mqttUrl()).orElse(null),
            broker.isRunning() ? (broker.answers() ? "RUNNING" : "STARTING") : "STOPPED",
            broker.queues()),
        new Status.DatabaseStatus(
            ports.get("database").map(p -> database.url()).orElse(null),
            database.isRunning() ? "RUNNING" : "STOPPED"),
        List.of(edge.status()),
        ports.get("n1.http").isPresent() ? portal() : null,
        ports.get("n1.http").isPresent() ? api() : null,
        layout.credentials().toString());
  }

  /** Base addresses of the API, one for each instance. */
  public List<String> urls() throws IOException {
    return nodes().stream().map(Node::url).toList();
  }

  public Map<String, String> credentials() throws IOException {
    return KeyValueFile.at(layout.credentials()).asMap();
  }

  /** Stops everything, devices first, so that what was acknowledged is passed on. */
  public void down() throws IOException {
    progress.step("Simulation", () -> stopped(simulation.isRunning(), simulation::stop));
    progress.step("Edge", () -> stopped(edge.isRunning(), edge::stop));
    for (Node node : nodes()) {
      progress.step("Instance " + node.name(), () -> stopped(node.isRunning(), node::stop));
    }
    progress.step("Domain", () -> stopped(domain.isRunning(), domain::stop));
    progress.step("Artemis", () -> stopped(broker.isRunning(), broker::stop));
    progress.step("PostgreSQL", () -> stopped(database.isRunning(), database::stop));
  }

  private interface Stop {
    void run() throws Exception;
  }

  private static String stopped(boolean running, Stop stop) throws Exception {
    if (!running) {
      return "was not running";
    }
    stop.run();
    return "stopped";
  }
}
