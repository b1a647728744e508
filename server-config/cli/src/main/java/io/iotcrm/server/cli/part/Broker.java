package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Choices;
import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.Archives;
import io.iotcrm.server.cli.host.Await;
import io.iotcrm.server.cli.host.BackgroundProcess;
import io.iotcrm.server.cli.host.JavaHome;
import io.iotcrm.server.cli.host.Placeholders;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.PrivateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Apache Artemis as a process of its own, with its journal in the installation's home. */
public final class Broker {
  private static final String APP_USER = "iotcrm";

  private final Layout layout;
  private final Ports ports;
  private final Secrets secrets;
  private final Database database;
  private final Certificates certificates;
  private final Choices choices;
  private final Path home;
  private final BackgroundProcess process;

  public Broker(
      Layout layout,
      Ports ports,
      Secrets secrets,
      Database database,
      Certificates certificates,
      Choices choices) {
    this.certificates = certificates;
    this.choices = choices;
    this.layout = layout;
    this.ports = ports;
    this.secrets = secrets;
    this.database = database;
    this.home = layout.home().resolve("broker");
    this.process = new BackgroundProcess(home.resolve("broker.pid"), home.toString());
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  public boolean answers() {
    return isRunning() && accepts(mqttPort()) && accepts(corePort());
  }

  public int mqttPort() {
    return ports.require("broker.mqtt");
  }

  /** With TLS. */
  public int mqttsPort() {
    return ports.require("broker.mqtts");
  }

  public int corePort() {
    return ports.require("broker.core");
  }

  public String mqttUrl() {
    return "tcp://127.0.0.1:" + mqttPort();
  }

  public String appUser() {
    return APP_USER;
  }

  public String appPassword() {
    return secrets.get("broker.iotcrm");
  }

  /** The application's queues; empty while the broker does not answer. */
  public List<QueueStatus> queues() {
    if (!isRunning()) {
      return List.of();
    }
    try {
      return BrokerQueues.read(corePort(), APP_USER, appPassword());
    } catch (Exception e) {
      return List.of();
    }
  }

  public Path log() {
    return home.resolve("log/artemis.log");
  }

  public void settlePorts() throws IOException {
    if (!isRunning()) {
      ports.settle("broker.mqtt", 1883);
      ports.settle("broker.mqtts", 8883);
      ports.settle("broker.core", 61616);
    }
  }

  public void start() throws IOException {
    if (isRunning()) {
      return;
    }
    ports.settle("broker.mqtts", ports.get("broker.mqtts").orElse(8883));
    certificates.ensure();
    configure();
    Path artemis = unpacked();
    JavaHome java = JavaHome.between(17, 99);
    process.launch(
        List.of(
            java.java(),
            "-Xms128m",
            "-Xmx512m",
            "-XX:+UseG1GC",
            "-XX:+ExitOnOutOfMemoryError",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "-Dlog4j2.disableJmx=true",
            "-Dlog4j2.configurationFile=" + home.resolve("etc/log4j2.properties").toUri(),
            "-Dartemis.home=" + artemis,
            "-Dartemis.instance=" + home,
            "-Dartemis.instance.etc=" + home.resolve("etc"),
            "-Dartemis.instance.etc.uri="
                + home.resolve("etc").toUri().toString().replaceAll("/$", ""),
            "-Ddata.dir=" + home.resolve("data"),
            "-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")),
            "-Djava.security.auth.login.config=" + home.resolve("etc/login.config"),
            "-classpath",
            artemis.resolve("lib/artemis-boot.jar") + ":" + home.resolve("etc"),
            "org.apache.activemq.artemis.boot.Artemis",
            "run"),
        Map.of("ARTEMIS_HOME", artemis.toString(), "ARTEMIS_INSTANCE", home.toString()),
        home,
        home.resolve("log/console.log"));
    Await.until(
        "the broker; see " + log(), Duration.ofSeconds(90), () -> answers() || !isRunning());
    if (!isRunning()) {
      throw new IOException("the broker ended at once; see " + home.resolve("log/console.log"));
    }
  }

  private Path unpacked() throws IOException {
    String name = "apache-artemis-" + Layout.version("artemis");
    Path target = layout.unpacked(name);
    if (!Files.isDirectory(target)) {
      Archives.unpack(layout.artemisArchive(), target);
    }
    return target.resolve(name);
  }

  /** The files in etc are made anew at each start; the ones to edit are in server-config. */
  private void configure() throws IOException {
    Files.createDirectories(home.resolve("etc"));
    Files.createDirectories(home.resolve("lib"));
    Placeholders values =
        new Placeholders(
            Map.of(
                "iotcrm.broker.mqtt.port", Integer.toString(mqttPort()),
                "iotcrm.broker.mqtts.port", Integer.toString(mqttsPort()),
                "iotcrm.broker.core.port", Integer.toString(corePort()),
                "iotcrm.broker.app.user", APP_USER,
                "iotcrm.broker.app.password", appPassword(),
                "iotcrm.tls.address", choices.tlsAddress(),
                "iotcrm.tls.broker.store", certificates.store("broker").toString(),
                "iotcrm.tls.password", certificates.password(),
                "iotcrm.database.address",
                    choices
                        .address(Choices.BROKERS_DATABASE)
                        .orElse("127.0.0.1:" + database.port()),
                "iotcrm.database.broker.password", secrets.get("database.iotcrm_broker")));
    for (String name :
        List.of("bootstrap.xml", "management.xml", "log4j2.properties", "broker.xml")) {
      write(values, name);
    }
    write(values, "iotcrm-broker.properties");
    Files.copy(
        layout.brokerJar(),
        home.resolve("lib").resolve(layout.brokerJar().getFileName()),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(Placeholders values, String name) throws IOException {
    String text = Files.readString(layout.config("artemis/" + name));
    PrivateFile.write(home.resolve("etc").resolve(name), values.fill(name, text));
  }

  private static boolean accepts(int port) {
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public void stop() {
    process.stop(Duration.ofSeconds(30));
  }

  public boolean kill() {
    return process.kill();
  }
}
