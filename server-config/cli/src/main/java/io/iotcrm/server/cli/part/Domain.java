package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Choices;
import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.Await;
import io.iotcrm.server.cli.host.BackgroundProcess;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.PrivateFile;
import io.iotcrm.server.cli.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The Payara domain: administration server, configuration of the instances, resources.
 *
 * <p>A domain holds nothing that cannot be made again from the files in {@code server-config}. So a
 * domain that is half made, or made from other files or ports, is not repaired but made anew.
 */
public final class Domain {
  static final String NAME = "iotcrm";

  private static final SortedMap<String, Integer> PREFERRED_PORTS =
      new TreeMap<>(
          Map.of(
              "das.admin", 4848,
              "das.http", 4880,
              "das.https", 4881,
              "das.iiop", 4837,
              "das.iiop.ssl", 4838,
              "das.iiop.mutual", 4839,
              "das.jmx", 4886,
              "das.jms", 4876,
              "das.shell", 4866,
              "das.debugger", 4809));

  /** The names that create-domain has for them. */
  private static final SortedMap<String, String> PORT_PROPERTIES =
      new TreeMap<>(
          Map.of(
              "das.https", "http.ssl.port",
              "das.iiop", "orb.listener.port",
              "das.iiop.ssl", "orb.ssl.port",
              "das.iiop.mutual", "orb.mutualauth.port",
              "das.jmx", "domain.jmxPort",
              "das.jms", "jms.port",
              "das.shell", "osgi.shell.telnet.port",
              "das.debugger", "java.debugger.port"));

  private final Layout layout;
  private final Ports ports;
  private final Secrets secrets;
  private final PayaraServer server;
  private final AsadminFiles files;
  private final Path home;
  private final BackgroundProcess process;

  public Domain(
      Layout layout,
      Ports ports,
      Secrets secrets,
      PayaraServer server,
      Database database,
      Broker broker,
      Choices choices) {
    this.layout = layout;
    this.ports = ports;
    this.secrets = secrets;
    this.server = server;
    this.files = new AsadminFiles(layout, ports, secrets, database, broker, choices);
    this.home = layout.home().resolve("payara");
    this.process = new BackgroundProcess(directory().resolve("config/pid"), directory() + "/");
  }

  PayaraServer server() {
    return server;
  }

  Path directory() {
    return layout.home().resolve("payara/domains").resolve(NAME);
  }

  public Path log() {
    return directory().resolve("logs/server.log");
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Takes the mark away that it is whole: the next start makes it anew. */
  void distrust() throws IOException {
    Files.deleteIfExists(made());
  }

  /** Runs one command of the server's own administration tool, and answers its output. */
  public String administer(String... arguments) throws IOException {
    return asadmin().run(arguments);
  }

  Asadmin asadmin() throws IOException {
    Path passwords = home.resolve("asadmin.passwords");
    PrivateFile.write(
        passwords,
        "AS_ADMIN_PASSWORD="
            + secrets.get("payara.admin")
            + "\nAS_ADMIN_MASTERPASSWORD="
            + secrets.get("payara.master")
            + "\n");
    return new Asadmin(server.home(), server.java(), home, passwords, ports.require("das.admin"));
  }

  public void settlePorts() throws IOException {
    if (!isRunning()) {
      for (Map.Entry<String, Integer> port : PREFERRED_PORTS.entrySet()) {
        ports.settle(port.getKey(), port.getValue());
      }
    }
  }

  /** True when the domain on disk is whole and was made from the present files and ports. */
  public boolean isCurrent() throws IOException {
    return Files.exists(made()) && Files.readString(made()).equals(fingerprint());
  }

  /** Written last: a domain without it is half made. */
  private Path made() {
    return directory().resolve("made-from");
  }

  private String fingerprint() throws IOException {
    return server.version()
        + '\n'
        + PREFERRED_PORTS.keySet().stream()
            .map(key -> key + "=" + ports.require(key))
            .collect(Collectors.joining("\n", "", "\n"))
        + files.fingerprint();
  }

  /** Clears away what there is and makes an empty domain; takes some 20 s of one processor. */
  public void create() throws IOException {
    BackgroundProcess.killAll(server.nodes() + "/");
    BackgroundProcess.killAll(home + "/");
    Trees.delete(directory());
    Trees.delete(server.nodes());
    Trees.delete(home.resolve("client"));
    Files.createDirectories(home.resolve("client"));
    String properties =
        PORT_PROPERTIES.entrySet().stream()
            .map(port -> port.getValue() + "=" + ports.require(port.getKey()))
            .collect(Collectors.joining(":"));
    asadmin()
        .run(
            "create-domain",
            "--domaindir=" + directory().getParent(),
            "--adminport=" + ports.require("das.admin"),
            "--instanceport=" + ports.require("das.http"),
            "--savemasterpassword=true",
            "--checkports=false",
            "--domainproperties=" + properties,
            NAME);
    bindToLoopback();
    Path logins = directory().resolve("config/login.conf");
    Files.writeString(
        logins, Files.readString(logins) + Files.readString(layout.config("asadmin/login.conf")));
  }

  /** Before the first start, so that not even that one is seen from outside. */
  private void bindToLoopback() throws IOException {
    Path file = directory().resolve("config/domain.xml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
            .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
            .replace(
                "<hazelcast-runtime-configuration ",
                "<hazelcast-runtime-configuration das-bind-address=\"127.0.0.1\" "));
  }

  /** The libraries, secure administration: what needs a restart. */
  void secure() throws IOException {
    start();
    apply(asadmin(), "10-domain");
    stop();
    start();
  }

  /** The aliases that the files make get their passwords from the password file. */
  void configure(String databasePassword, String brokerPassword) throws IOException {
    apply(asadmin(), "20-cluster");
    apply(asadmin().withAlias(databasePassword), "30-database");
    apply(asadmin(), "40-realm");
    apply(asadmin().withAlias(brokerPassword), "50-broker");
    apply(asadmin(), "60-adapter");
    Files.writeString(members(), files.gridMembers());
    addresses().madeFrom();
    Files.writeString(made(), fingerprint());
  }

  private Path members() {
    return directory().resolve("grid-members");
  }

  /**
   * Runs a file of server-config/asadmin; the domain has to run.
   *
   * @param more what the file needs besides the installation's own values
   */
  void apply(String name, Map<String, String> more) throws IOException {
    asadmin().runFile(files.render(name, home.resolve("asadmin"), more));
  }

  private void apply(Asadmin asadmin, String name) throws IOException {
    asadmin.runFile(files.render(name, home.resolve("asadmin"), Map.of()));
  }

  /** Tells those who start from now on of every instance that has a place. */
  void announceMembers() throws IOException {
    String present = files.gridMembers();
    if (Files.exists(members()) && Files.readString(members()).equals(present)) {
      return;
    }
    asadmin()
        .run(
            "create-system-properties",
            "--target=iotcrm-config",
            "iotcrm.grid.members=" + present.replace(":", "\\:"));
    asadmin()
        .run(
            "set-hazelcast-configuration",
            "--enabled=true",
            "--dynamic=false",
            "--tcpipmembers=" + files.sessionMembers());
    // The command above, without a target, also switches the grid on here.
    asadmin()
        .run(
            "set-hazelcast-configuration",
            "--target=server-config",
            "--enabled=false",
            "--dynamic=false");
    Files.writeString(members(), present);
  }

  /** Where instances that start find what they need. */
  Addresses addresses() {
    return new Addresses(this, files);
  }

  public void start() throws IOException {
    if (!isRunning()) {
      asadmin().runDetached("start-domain", "--domaindir=" + directory().getParent(), NAME);
    }
  }

  public void stop() {
    process.stop(Duration.ofSeconds(60));
    Await.until("the domain to be gone", Duration.ofSeconds(30), () -> !isRunning());
  }

  public boolean kill() {
    return process.kill();
  }
}
