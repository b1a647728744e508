package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Choices;
import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.host.BackgroundProcess;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The domain with its instances and what is deployed to them. */
public final class Cluster {
  private static final Duration READY_LIMIT = Duration.ofMinutes(5);

  private final Ports ports;
  private final Choices choices;
  private final Progress progress;
  private final Database database;
  private final Broker broker;
  private final Domain domain;
  private final Application application;

  public Cluster(
      Layout layout,
      Ports ports,
      Choices choices,
      Progress progress,
      Database database,
      Broker broker,
      Domain domain) {
    this.ports = ports;
    this.choices = choices;
    this.progress = progress;
    this.database = database;
    this.broker = broker;
    this.domain = domain;
    this.application = new Application(layout, domain);
  }

  public Node node(String name) {
    return new Node(name, domain, ports);
  }

  /** The instances that exist, running or not. */
  public List<Node> nodes() {
    return IntStream.rangeClosed(1, AsadminFiles.GRID_SEATS)
        .mapToObj(i -> node("n" + i))
        .filter(Node::exists)
        .toList();
  }

  /** The instances that are to be. */
  private List<Node> wanted() {
    return choices.nodes().stream().map(this::node).toList();
  }

  public void settlePorts() throws IOException {
    domain.settlePorts();
    for (Node node : wanted()) {
      node.settlePorts();
    }
  }

  /** Another server version has another home for its instances: the present ones end. */
  public void chooseVersion(String version) throws IOException {
    if (!version.equals(choices.payaraVersion())) {
      nodes().forEach(Node::stop);
      domain.stop();
      choices.payaraVersion(version);
    }
  }

  /**
   * Makes or starts the domain and its instances; the database and the broker have to run.
   *
   * @param created whether {@link Domain#create} has just been called
   * @param deploying whether the application is to be there when the instances start
   */
  public void up(boolean created, boolean deploying) {
    PayaraServer server = domain.server();
    progress.step("Payara " + server.version(), () -> "in " + server.unpack());
    if (created) {
      progress.step("  secured", () -> done(domain::secure));
      progress.step(
          "  configured",
          () -> done(() -> domain.configure(database.password(), broker.appPassword())));
    } else {
      progress.step("Domain", () -> done(domain::start));
      progress.step("Grid members", () -> done(domain::announceMembers));
    }
    for (Node node : wanted()) {
      progress.step("Instance " + node.name(), () -> made(node));
    }
    progress.step("Addresses", () -> done(this::announceAddresses));
    // The first time each instance loads it once when it starts. To replace it, they have to run:
    // the
    // server loses an application that is replaced while instances are down. See deploy().
    if (deploying && !application.isKnown() && nodes().stream().noneMatch(Node::isRunning)) {
      progress.step("Application", this::deployed);
    }
    startAll(wanted());
  }

  /**
   * Says where a part is to be found, for a proxy or a tunnel that stands before it. Instances that
   * run are started again at once; for the broker's own way to the database, its next start counts.
   *
   * @param addresses by part, see {@link Choices#address}; empty where it is found where it listens
   */
  public void readdress(Map<String, Optional<String>> addresses) throws IOException {
    for (Map.Entry<String, Optional<String>> one : addresses.entrySet()) {
      choices.address(one.getKey(), one.getValue());
    }
    if (!domain.isRunning() || domain.addresses().areKnown()) {
      return;
    }
    List<Node> running = nodes().stream().filter(Node::isRunning).toList();
    for (Node node : running) {
      progress.step(
          "Instance " + node.name(),
          () -> {
            node.stop();
            return "stopped";
          });
    }
    progress.step("Addresses", () -> done(this::announceAddresses));
    if (!running.isEmpty()) {
      startAll(running);
      if (application.isDeployed()) {
        awaitReady();
      }
    }
  }

  /** What was said with {@link #readdress}, by part. */
  public Map<String, String> addresses() {
    return choices.addresses();
  }

  private void announceAddresses() throws IOException {
    domain.addresses().announce(nodes().stream().map(Node::name).toList());
  }

  private static String made(Node node) throws IOException {
    if (node.isCurrent()) {
      return "is there";
    }
    node.make();
    return "made";
  }

  private interface Work {
    void run() throws Exception;
  }

  private static String done(Work work) throws Exception {
    work.run();
    return "done";
  }

  private String deployed() throws IOException {
    return application.deploy() ? "deployed" : "is current";
  }

  private void startAll(List<Node> nodes) {
    progress.step(
        "Instances",
        () -> {
          List<CompletableFuture<Void>> starts = new ArrayList<>();
          for (Node node : nodes) {
            starts.add(CompletableFuture.runAsync(() -> start(node)));
          }
          try {
            starts.forEach(CompletableFuture::join);
          } catch (CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
          }
          return nodes.stream()
              .map(n -> n.name() + " " + n.url())
              .collect(Collectors.joining(", "));
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
    if (!application.isCurrent()) {
      progress.step("Application", this::deployed);
    }
    awaitReady();
  }

  /**
   * Deploys another build of the application in its place, e.g. one with tests in it, and waits
   * until it is ready. The next {@link #deploy()} brings the product's own.
   */
  public void deploy(Path ear) {
    progress.step(
        "Application",
        () -> {
          application.deploy(ear);
          return "deployed from " + ear;
        });
    awaitReady();
  }

  private void awaitReady() {
    progress.step(
        "Ready",
        () -> {
          nodes().stream().filter(Node::isRunning).forEach(node -> node.awaitReady(READY_LIMIT));
          return nodes().stream().filter(Node::isRunning).map(Node::name).toList().toString();
        });
  }

  /** Adds an instance to the running cluster and starts it; one that exists is only started. */
  public Node add(String name) throws IOException {
    Node node = node(name);
    if (!domain.isRunning()) {
      throw new IllegalStateException("the domain does not run; run up first");
    }
    choices.addNode(name);
    progress.step(
        "Instance " + name,
        () -> {
          node.settlePorts();
          domain.announceMembers();
          return made(node);
        });
    start(name);
    return node;
  }

  /** Starts an instance and, where the application is deployed, waits until it is ready. */
  public void start(String name) {
    Node node = existing(name);
    progress.step(
        "Instance " + name,
        () -> {
          node.start();
          if (application.isDeployed()) {
            node.awaitReady(READY_LIMIT);
          }
          return node.url();
        });
  }

  /**
   * @throws IllegalArgumentException when there is no such instance; names those there are
   */
  public Node existing(String name) {
    List<String> names = nodes().stream().map(Node::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException("there is no " + name + ", only " + names);
    }
    return node(name);
  }

  /** Ends what a command that was interrupted started and did not note. */
  public void endStrays() {
    BackgroundProcess.killAll(domain.server().nodes() + "/");
    BackgroundProcess.killAll(domain.directory() + "/");
  }
}
