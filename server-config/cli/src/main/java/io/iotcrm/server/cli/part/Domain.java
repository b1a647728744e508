package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.Archives;
import io.iotcrm.server.cli.host.Await;
import io.iotcrm.server.cli.host.BackgroundProcess;
import io.iotcrm.server.cli.host.Fingerprint;
import io.iotcrm.server.cli.host.JavaHome;
import io.iotcrm.server.cli.host.Placeholders;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.PrivateFile;
import io.iotcrm.server.cli.host.Progress;
import io.iotcrm.server.cli.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Payara domain: administration server, configuration of the instances, resources.
 *
 * <p>A domain holds nothing that cannot be made again from the files in {@code server-config}. So a
 * domain that is half made, or made from other files or ports, is not repaired but made anew.
 */
public final class Domain {
  static final String NAME = "iotcrm";
  static final int GRID_SEATS = 16;

  private static final Map<String, Integer> DAS_PORTS =
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
          "das.debugger", 4809);

  private final Layout layout;
  private final Ports ports;
  private final Secrets secrets;
  private final Database database;
  private final Broker broker;
  private final Path home;
  private final BackgroundProcess process;

  public Domain(Layout layout, Ports ports, Secrets secrets, Database database, Broker broker) {
    this.layout = layout;
    this.ports = ports;
    this.secrets = secrets;
    this.database = database;
    this.broker = broker;
    this.home = layout.home().resolve("payara");
    this.process = new BackgroundProcess(directory().resolve("config/pid"), directory().toString());
  }

  Path directory() {
    return layout.home().resolve("payara/domains").resolve(NAME);
  }

  Path home() {
    return home;
  }

  public Path log() {
    return directory().resolve("logs/server.log");
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Runs one command of the server's own administration tool, and answers its output. */
  public String administer(String... arguments) throws IOException {
    return asadmin().run(arguments);
  }

  /** Where the server's own administration listens, with TLS. */
  public int adminPort() {
    return ports.require("das.admin");
  }

  /** The generated password of the server's user {@code admin}. */
  public String adminPassword() {
    return secrets.get("payara.admin");
  }

  /** Unpacks the server if that has not been done. */
  public Path unpack() throws IOException {
    String version = payaraVersion();
    Path target = layout.unpacked("payara-" + version);
    if (!Files.isDirectory(target)) {
      Archives.unpack(layout.payaraZip(version), target);
    }
    return payara();
  }

  public Path payara() throws IOException {
    String version = payaraVersion();
    return layout.unpacked("payara-" + version).resolve("payara" + version.charAt(0));
  }

  /** The version that the domain is, or is to be, of. */
  public String payaraVersion() throws IOException {
    Path chosen = layout.home().resolve("payara.version");
    return Files.exists(chosen) ? Files.readString(chosen).trim() : Layout.version("payara");
  }

  public void choose(String version) throws IOException {
    Files.createDirectories(layout.home());
    Files.writeString(layout.home().resolve("payara.version"), version + "\n");
  }

  JavaHome java() throws IOException {
    return payaraVersion().startsWith("7.") ? JavaHome.between(21, 99) : JavaHome.between(17, 21);
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
    return new Asadmin(payara(), java(), home, passwords, ports.require("das.admin"));
  }

  /** True when the domain on disk is whole and was made from the present files and ports. */
  public boolean isCurrent() throws IOException {
    Path made = made();
    return Files.exists(made) && Files.readString(made).equals(fingerprint());
  }

  private Path made() {
    return directory().resolve("made-from");
  }

  public void settlePorts() throws IOException {
    if (isRunning()) {
      return;
    }
    for (Map.Entry<String, Integer> port : new java.util.TreeMap<>(DAS_PORTS).entrySet()) {
      ports.settle(port.getKey(), port.getValue());
    }
  }

  /** Makes the domain from nothing and leaves its administration server running. */
  public void make(Progress progress) throws IOException {
    BackgroundProcess.killAll(payara() + "/glassfish/nodes/");
    BackgroundProcess.killAll(directory() + "/");
    Trees.delete(directory());
    Trees.delete(nodes());
    Trees.delete(home.resolve("client"));
    Files.createDirectories(home.resolve("client"));
    Asadmin asadmin = asadmin();
    progress.step("  create domain", () -> create(asadmin));
    progress.step("  secure it", () -> apply(asadmin, "10-domain", "15-realm-library"));
    progress.step("  restart it", this::restart);
    progress.step("  configure cluster", () -> apply(asadmin, "20-cluster"));
    progress.step("  configure resources", () -> applyResources(asadmin));
    Files.writeString(made(), fingerprint());
  }

  private String create(Asadmin asadmin) throws IOException {
    String properties =
        DAS_PORTS.keySet().stream()
            .filter(DOMAIN_PROPERTIES::containsKey)
            .map(key -> DOMAIN_PROPERTIES.get(key) + "=" + ports.require(key))
            .collect(Collectors.joining(":"));
    asadmin.run(
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
    start(asadmin);
    return "made and started";
  }

  private static final Map<String, String> DOMAIN_PROPERTIES =
      Map.of(
          "das.https", "http.ssl.port",
          "das.iiop", "orb.listener.port",
          "das.iiop.ssl", "orb.ssl.port",
          "das.iiop.mutual", "orb.mutualauth.port",
          "das.jmx", "domain.jmxPort",
          "das.jms", "jms.port",
          "das.shell", "osgi.shell.telnet.port",
          "das.debugger", "java.debugger.port");

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

  private String apply(Asadmin asadmin, String... names) throws IOException {
    for (String name : names) {
      if (isApplicable(name)) {
        asadmin.runFile(render(name));
      }
    }
    return "done";
  }

  private boolean isApplicable(String name) {
    return !name.contains("realm") || Files.exists(layout.realmJar());
  }

  /** The alias of a file that makes one comes from the password file it is run with. */
  private String applyResources(Asadmin asadmin) throws IOException {
    apply(asadmin.withAlias(database.password()), "30-database");
    apply(asadmin, "40-realm");
    apply(asadmin.withAlias(broker.appPassword()), "50-broker");
    return "done";
  }

  /** Fills a file of server-config/asadmin into the installation and returns the copy. */
  Path render(String name) throws IOException {
    Path target = home.resolve("asadmin").resolve(name + ".asadmin");
    PrivateFile.write(target, filled(name));
    return target;
  }

  private String filled(String name) throws IOException {
    String text = Files.readString(layout.config("asadmin/" + name + ".asadmin"));
    return new Placeholders(values()).fill(name, text);
  }

  private Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put("iotcrm.home", layout.home().toString());
    values.put("iotcrm.jdbc.jar", layout.jdbcDriver().toString());
    values.put("iotcrm.realm.jar", layout.realmJar().toString());
    values.put("iotcrm.adapter.rar", layout.adapterRar().toString());
    values.put("iotcrm.application.ear", layout.applicationEar().toString());
    values.put("iotcrm.grid.name", "iotcrm-" + ports.require("n1.grid"));
    values.put("iotcrm.grid.members", gridMembers());
    values.put("iotcrm.node.heap", "768m");
    values.put("iotcrm.database.port", Integer.toString(database.port()));
    values.put("iotcrm.broker.core.port", Integer.toString(broker.corePort()));
    values.put("iotcrm.broker.mqtt.port", Integer.toString(broker.mqttPort()));
    values.put("iotcrm.broker.app.user", broker.appUser());
    values.put("iotcrm.broker.consumer.window", "65536");
    return values;
  }

  /** Every instance that has a place, present or not: a member looks for the others there. */
  private String gridMembers() {
    return IntStream.rangeClosed(1, GRID_SEATS)
        .mapToObj(i -> ports.get("n" + i + ".grid"))
        .flatMap(java.util.Optional::stream)
        .map(port -> "127.0.0.1:" + port)
        .collect(Collectors.joining(","));
  }

  private String fingerprint() throws IOException {
    StringBuilder all = new StringBuilder(payaraVersion()).append('\n');
    for (String name :
        List.of(
            "10-domain",
            "15-realm-library",
            "20-cluster",
            "30-database",
            "40-realm",
            "50-broker")) {
      if (isApplicable(name)) {
        all.append(filled(name).replaceAll("--tcpipmembers \\S+", "")).append('\n');
      }
    }
    all.append(Fingerprint.of(layout.realmJar())).append('\n');
    all.append(Fingerprint.of(layout.adapterRar())).append('\n');
    for (String key : new java.util.TreeSet<>(DAS_PORTS.keySet())) {
      all.append(key).append('=').append(ports.require(key)).append('\n');
    }
    return all.toString();
  }

  /**
   * Tells the domain of every instance that has a place; a running grid needs no restart for it.
   */
  public void announceMembers() throws IOException {
    asadmin()
        .run(
            "set-hazelcast-configuration",
            "--enabled=true",
            "--dynamic=false",
            "--tcpipmembers=" + gridMembers());
  }

  public void start() throws IOException {
    if (!isRunning()) {
      start(asadmin());
    }
  }

  private void start(Asadmin asadmin) throws IOException {
    asadmin.runDetached("start-domain", "--domaindir=" + directory().getParent(), NAME);
  }

  private String restart() throws IOException {
    stop();
    start();
    return "done";
  }

  public void stop() throws IOException {
    process.stop(Duration.ofSeconds(60));
    Await.until("the domain to be gone", Duration.ofSeconds(30), () -> !isRunning());
  }

  public boolean kill() {
    return process.kill();
  }

  /** Where the server keeps the instances of this host. */
  Path nodes() throws IOException {
    return payara().resolve("glassfish/nodes");
  }
}
