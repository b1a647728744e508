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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ports, files and processes of an installation on this machine, read from its home. */
final class Installation {
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
  static Optional<Installation> in(Path home) {
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

  private String pids() {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("broker", home.resolve("broker/broker.pid"));
    files.put("edge", home.resolve("edge-1/edge.pid"));
    files.put("postgresql", home.resolve("database/data/postmaster.pid"));
    files.put("das", home.resolve("payara/domains/iotcrm/config/pid"));
    files.putAll(nodes());
    List<String> running = new ArrayList<>();
    files.forEach((name, file) -> pid(file).ifPresent(pid -> running.add(name + "=" + pid)));
    return running.isEmpty() ? null : String.join(",", running);
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
