package io.iotcrm.benchmark.installation;

import io.iotcrm.benchmark.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ports, files and processes of an installation on this machine, read from its home. */
public final class Installation {
  private static final int DEEPEST_PID_FILE = 9;

  private final Path home;
  private final Properties ports = new Properties();

  private Installation(Path home) throws IOException {
    this.home = home;
    try (Reader reader = Files.newBufferedReader(home.resolve("ports.properties"))) {
      ports.load(reader);
    }
  }

  /** The installation in this directory, if there is one. */
  public static Optional<Installation> in(Path home) {
    if (!Files.isReadable(home.resolve("ports.properties"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Installation(home));
    } catch (IOException e) {
      throw new CommandFailure("cannot read the installation in " + home, e);
    }
  }

  /** What an option is to be when it is not given, or null. */
  String valueOf(String option) {
    return switch (option) {
      case "--api" -> api();
      case "--mqtt" -> address("broker.mqtt");
      case "--coap" -> address("edge.coap");
      case "--coaps" -> address("edge.coaps");
      case "--credentials" -> file("credentials");
      case "--device-credentials" -> home.resolve("bench-credentials").toString();
      case "--db-url" -> {
        String address = address("database");
        yield address == null ? null : "jdbc:postgresql://" + address + "/iotcrm";
      }
      case "--db-password-file", "--sink-credentials" -> file("secrets");
      case "--home" -> home.toString();
      case "--pid" -> pids();
      default -> null;
    };
  }

  private String api() {
    List<String> nodes =
        ports.stringPropertyNames().stream()
            .filter(name -> name.matches("n\\d+\\.http"))
            .sorted()
            .toList();
    return nodes.isEmpty()
        ? null
        : nodes.stream().map(node -> "http://" + address(node)).collect(Collectors.joining(","));
  }

  private String address(String port) {
    String number = ports.getProperty(port);
    return number == null ? null : "127.0.0.1:" + number;
  }

  private String file(String name) {
    Path file = home.resolve(name);
    return Files.exists(file) ? file.toString() : null;
  }

  /**
   * A process of the installation that runs at this moment.
   *
   * @param part broker, edge, postgresql, das, or an instance's name
   */
  public Optional<Long> pid(String part) {
    return Optional.ofNullable(pidFiles().get(part)).flatMap(Installation::pid);
  }

  /** A port by its key in {@code ports.properties}. */
  public Optional<Integer> port(String key) {
    return Optional.ofNullable(ports.getProperty(key)).map(Integer::valueOf);
  }

  /** The instances' ports for each other, by name; of those too that do not run. */
  public SortedMap<String, Integer> gridPorts() {
    SortedMap<String, Integer> found = new TreeMap<>();
    for (String key : ports.stringPropertyNames()) {
      if (key.matches("n\\d+\\.grid")) {
        found.put(key, Integer.valueOf(ports.getProperty(key)));
      }
    }
    return found;
  }

  private String pids() {
    List<String> running = new ArrayList<>();
    pidFiles().forEach((name, file) -> pid(file).ifPresent(pid -> running.add(name + "=" + pid)));
    return running.isEmpty() ? null : String.join(",", running);
  }

  private Map<String, Path> pidFiles() {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("broker", home.resolve("broker/broker.pid"));
    files.put("edge", home.resolve("edge-1/edge.pid"));
    files.put("postgresql", home.resolve("database/data/postmaster.pid"));
    files.put("das", home.resolve("payara/domains/iotcrm/config/pid"));
    files.putAll(nodes());
    return files;
  }

  /** The instances lie within the unpacked server. */
  private Map<String, Path> nodes() {
    Path unpacked = home.resolve("dist");
    if (!Files.isDirectory(unpacked)) {
      return Map.of();
    }
    try (Stream<Path> found =
        Files.find(unpacked, DEEPEST_PID_FILE, (path, attributes) -> path.endsWith("config/pid"))) {
      return found.collect(
          Collectors.toMap(
              file -> file.getParent().getParent().getFileName().toString(),
              file -> file,
              (one, other) -> one,
              TreeMap::new));
    } catch (IOException e) {
      throw new CommandFailure("cannot look for instances in " + unpacked, e);
    }
  }

  private static Optional<Long> pid(Path file) {
    try {
      long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(ProcessHandle::pid);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
