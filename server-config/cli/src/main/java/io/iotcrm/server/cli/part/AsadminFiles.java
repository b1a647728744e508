package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Choices;
import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.Fingerprint;
import io.iotcrm.server.cli.host.Placeholders;
import io.iotcrm.server.cli.host.Ports;
import io.iotcrm.server.cli.host.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files of {@code server-config/asadmin}, filled in for this installation. */
final class AsadminFiles {
  static final int GRID_SEATS = 16;

  /** What a domain is made from, in order. */
  private static final List<String> DOMAIN =
      List.of("10-domain", "20-cluster", "30-database", "40-realm", "50-broker", "60-adapter");

  private static final String HEAP = "768m";
  private static final int CONSUMER_WINDOW = 65_536;

  private final Layout layout;
  private final Ports ports;
  private final Secrets secrets;
  private final Database database;
  private final Broker broker;
  private final Choices choices;

  AsadminFiles(
      Layout layout,
      Ports ports,
      Secrets secrets,
      Database database,
      Broker broker,
      Choices choices) {
    this.choices = choices;
    this.layout = layout;
    this.ports = ports;
    this.secrets = secrets;
    this.database = database;
    this.broker = broker;
  }

  /**
   * Writes the filled file into the directory and returns it.
   *
   * @param more values that are not the installation's
   */
  Path render(String name, Path directory, Map<String, String> more) throws IOException {
    Path target = directory.resolve(name + ".asadmin");
    PrivateFile.write(target, filled(name, more));
    return target;
  }

  /**
   * What a domain depends on, as text to compare. The members of the grid and the addresses of
   * database and broker are left out: they change while it runs.
   */
  String fingerprint() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : DOMAIN) {
      all.append(
              filled(name, addresses(false))
                  .replaceAll("(iotcrm.grid.members=|--tcpipmembers )\\S+", ""))
          .append('\n');
    }
    return all.append(Files.readString(layout.config("asadmin/login.conf")))
        .append(Fingerprint.of(layout.jdbcDriver()))
        .append(Fingerprint.of(layout.realmJar()))
        .append(Fingerprint.of(layout.adapterRar()))
        .append('\n')
        .toString();
  }

  /** Every instance that has a place, present or not: a member looks for the others there. */
  String gridMembers() {
    return seats()
        .filter(name -> ports.get(name + ".grid").isPresent())
        .map(this::gridMember)
        .collect(Collectors.joining(","));
  }

  /** Where the others find an instance's member of the grid. */
  String gridMember(String instance) {
    return choices
        .address(instance + ".grid")
        .orElseGet(() -> "127.0.0.1:" + ports.require(instance + ".grid"));
  }

  /** The same for the server's grid with the sessions. */
  String sessionMembers() {
    return seats()
        .map(name -> ports.get(name + ".sessions"))
        .flatMap(Optional::stream)
        .map(number -> "127.0.0.1:" + number)
        .collect(Collectors.joining(","));
  }

  private static Stream<String> seats() {
    return IntStream.rangeClosed(1, GRID_SEATS).mapToObj(i -> "n" + i);
  }

  private String filled(String name, Map<String, String> more) throws IOException {
    String text = Files.readString(layout.config("asadmin/" + name + ".asadmin"));
    Map<String, String> values = values();
    values.putAll(more);
    return new Placeholders(values).fill(name, text);
  }

  /** The key for secrets that have to be read again, in a file that instances read. */
  private Path sealingKey() throws IOException {
    Path file = layout.home().resolve("sealing.key");
    if (!Files.exists(file)) {
      PrivateFile.write(file, secrets.get("sealing"));
    }
    return file;
  }

  /** Whether nobody has said where else the instances are to look. */
  boolean addressesAreOwn() {
    return choices.addresses().isEmpty();
  }

  /** Where instances find database, broker, and each other, as text to compare. */
  String addresses() {
    Map<String, String> all = new TreeMap<>(addresses(true));
    choices
        .addresses()
        .forEach(
            (part, address) -> {
              if (part.endsWith(".grid")) {
                all.put(part, address);
              }
            });
    return all.toString();
  }

  /**
   * @param chosen whether what was chosen counts, or only where the two listen
   */
  private Map<String, String> addresses(boolean chosen) {
    Map<String, String> values = new HashMap<>();
    String ownDatabase = "127.0.0.1:" + database.port();
    String ownBroker = "127.0.0.1:" + broker.corePort();
    String[] databaseAt =
        (chosen ? choices.address(Choices.DATABASE).orElse(ownDatabase) : ownDatabase).split(":");
    String[] brokerAt =
        (chosen ? choices.address(Choices.BROKER).orElse(ownBroker) : ownBroker).split(":");
    values.put("iotcrm.database.host", databaseAt[0]);
    values.put("iotcrm.database.port", databaseAt[1]);
    values.put("iotcrm.broker.host", brokerAt[0]);
    values.put("iotcrm.broker.core.port", brokerAt[1]);
    return values;
  }

  private Map<String, String> values() throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("iotcrm.jdbc.jar", layout.jdbcDriver().toString());
    values.put("iotcrm.realm.jar", layout.realmJar().toString());
    values.put("iotcrm.adapter.rar", layout.adapterRar().toString());
    // Part of a secret: two installations on one machine must not become one grid.
    values.put("iotcrm.grid.name", "iotcrm-" + secrets.get("grid.name").substring(0, 12));
    // Escaped once for the file and once for the command, which separates properties by colons.
    values.put("iotcrm.grid.members", gridMembers().replace(":", "\\\\:"));
    values.put("iotcrm.sessions.members", sessionMembers());
    values.put("iotcrm.sealing.key.file", sealingKey().toString());
    values.put("iotcrm.node.heap", HEAP);
    values.putAll(addresses(true));
    values.put("iotcrm.broker.mqtt.port", Integer.toString(broker.mqttPort()));
    values.put("iotcrm.broker.app.user", broker.appUser());
    values.put("iotcrm.broker.consumer.window", Integer.toString(CONSUMER_WINDOW));
    return values;
  }
}
