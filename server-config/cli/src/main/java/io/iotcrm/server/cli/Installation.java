package io.iotcrm.server.cli;

import io.iotcrm.server.cli.host.KeyValueFile;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.Progress;
import io.iotcrm.server.cli.part.Accounts;
import io.iotcrm.server.cli.part.Broker;
import io.iotcrm.server.cli.part.Certificates;
import io.iotcrm.server.cli.part.Cluster;
import io.iotcrm.server.cli.part.Database;
import io.iotcrm.server.cli.part.Domain;
import io.iotcrm.server.cli.part.Edge;
import io.iotcrm.server.cli.part.Node;
import io.iotcrm.server.cli.part.PayaraServer;
import io.iotcrm.server.cli.part.Schema;
import io.iotcrm.server.cli.part.Simulation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One installation on this machine: database, broker, cluster, edge, simulation.
 *
 * <p>Every method may be called again after an interruption: it looks at what is there and does the
 * rest. Not for use by several threads; several processes exclude each other with {@link HomeLock}.
 */
public final class Installation {
  private static final String PAYARA_7 = "7.2025.1";

  private final Layout layout;
  private final Progress progress;
  private final Choices choices;
  private final Database database;
  private final Schema schema;
  private final Accounts accounts;
  private final Certificates certificates;
  private final Broker broker;
  private final PayaraServer server;
  private final Domain domain;
  private final Cluster cluster;
  private final Edge edge;
  private final Simulation simulation;
  private final Ports ports;

  /**
   * @param wishedPorts ports by key that are to be used; the others are chosen
   * @param out where progress is told
   */
  public Installation(Layout layout, Map<String, Integer> wishedPorts, PrintStream out)
      throws IOException {
    this.layout = layout;
    this.progress = new Progress(out);
    this.ports = new Ports(layout.home().resolve("ports.properties"), wishedPorts, Ports::isFree);
    this.choices = new Choices(layout.home());
    Secrets secrets = new Secrets(layout.home());
    this.database = new Database(layout, ports, secrets);
    this.schema = new Schema(layout, database);
    this.accounts = new Accounts(database, secrets, layout.credentials());
    this.certificates = new Certificates(layout, secrets, choices);
    this.broker = new Broker(layout, ports, secrets, database, certificates, choices);
    this.server = new PayaraServer(layout, choices);
    this.domain = new Domain(layout, ports, secrets, server, database, broker, choices);
    this.cluster = new Cluster(layout, ports, choices, progress, database, broker, domain);
    this.edge = new Edge("edge-1", layout, ports, secrets, broker, certificates, choices);
    this.simulation = new Simulation(layout);
  }

  /** An installation of this checkout for tests: everything in its own home, ports as free. */
  public static Installation at(Path home) throws IOException {
    return new Installation(new Layout(Layout.findRoot(), home), Map.of(), System.out);
  }

  /** Database, broker, domain, instances, and the application if that is wanted. */
  public void up(UpOptions options) throws IOException {
    if (options.nodes().isPresent()) {
      choices.nodes(options.nodes().get());
    }
    if (options.payara().isPresent()) {
      cluster.chooseVersion(options.payara().get() == 7 ? PAYARA_7 : Layout.version("payara"));
    }
    database.settlePorts();
    broker.settlePorts();
    cluster.settlePorts();
    Optional<CompletableFuture<Void>> creation = beginDomain();
    upDatabaseAndBroker();
    creation.ifPresent(begun -> progress.step("Domain", () -> finished(begun)));
    progress.step(
        "Batch tables",
        () -> {
          server.unpack();
          schema.ensureBatchTables(server.home());
          return "there";
        });
    cluster.up(creation.isPresent(), options.application());
    if (options.application()) {
      cluster.deploy();
    }
  }

  /** Making the domain takes one processor for a while; the other works on the rest meanwhile. */
  private Optional<CompletableFuture<Void>> beginDomain() throws IOException {
    if (domain.isCurrent()) {
      return Optional.empty();
    }
    return Optional.of(
        CompletableFuture.runAsync(
            () -> {
              try {
                server.unpack();
                domain.create();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }));
  }

  private static String finished(CompletableFuture<Void> creation) {
    creation.join();
    return "made";
  }

  private void upDatabaseAndBroker() {
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
        "Certificates",
        () -> {
          List<String> made = certificates.ensure();
          return made.isEmpty() ? "there" : "made: " + String.join(", ", made);
        });
    progress.step(
        "Artemis",
        () -> {
          broker.start();
          return "MQTT on 127.0.0.1:"
              + broker.mqttPort()
              + ", with TLS on "
              + choices.tlsAddress()
              + ":"
              + broker.mqttsPort();
        });
  }

  public void startEdge() {
    progress.step(
        "Edge",
        () -> {
          edge.start(urls());
          return edge.id() + ", CoAP on 127.0.0.1:" + edge.coapPort();
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

  /** Stops everything, devices first, so that what was acknowledged is passed on. */
  public void down() {
    progress.step("Simulation", () -> stopped(simulation.isRunning(), simulation::stop));
    progress.step("Edge", () -> stopped(edge.isRunning(), edge::stop));
    for (Node node : cluster.nodes()) {
      progress.step("Instance " + node.name(), () -> stopped(node.isRunning(), node::stop));
    }
    progress.step("Domain", () -> stopped(domain.isRunning(), domain::stop));
    cluster.endStrays();
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

  public Status status() throws IOException {
    String password = credentials().getOrDefault("admin", "");
    return new Status(
        cluster.nodes().parallelStream().map(node -> node.status("admin", password)).toList(),
        new Status.BrokerStatus(
            ports.get("broker.mqtt").map(port -> broker.mqttUrl()).orElse(null),
            broker.isRunning() ? (broker.answers() ? "RUNNING" : "STARTING") : "STOPPED",
            broker.queues()),
        new Status.DatabaseStatus(
            ports.get("database").map(port -> database.url()).orElse(null),
            database.isRunning() ? "RUNNING" : "STOPPED"),
        List.of(edge.status()),
        ports.get("n1.http").map(port -> portal()).orElse(null),
        ports.get("n1.http").map(port -> api()).orElse(null),
        layout.credentials().toString());
  }

  /** Where people sign in. */
  public String portal() {
    return cluster.node("n1").url() + "/";
  }

  /** The API's base address on the first instance. */
  public String api() {
    return cluster.node("n1").url() + "/api/v1";
  }

  /** Base addresses of the instances, without a slash at the end. */
  public List<String> urls() {
    return cluster.nodes().stream().map(Node::url).toList();
  }

  /** Passwords by user, secrets by {@code device/ID}; read anew on each call. */
  public Map<String, String> credentials() throws IOException {
    return KeyValueFile.at(layout.credentials()).asMap();
  }

  public Cluster cluster() {
    return cluster;
  }

  public Database database() {
    return database;
  }

  /** Holds from the next start of broker and edge; the certificates are made anew at once. */
  public void listenWithTls(String address, List<String> names) throws IOException {
    choices.tls(address, names);
    certificates.ensure();
    progress.say("TLS on " + address + " after the next start of broker and edge");
  }

  public Certificates certificates() {
    return certificates;
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
}
