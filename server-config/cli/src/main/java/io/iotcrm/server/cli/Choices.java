package io.iotcrm.server.cli;

import io.iotcrm.server.cli.host.KeyValueFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What was asked of the installation, kept so that a command that is run again after an
 * interruption goes on to the same end.
 */
public final class Choices {
  private static final int DEFAULT_NODES = 2;
  private static final String NODES = "nodes";
  private static final String PAYARA = "payara";
  private static final String TLS_ADDRESS = "tls.address";
  private static final String ADDRESS = ".address";
  private static final String TLS_NAMES = "tls.names";

  /** The database as instances see it. */
  public static final String DATABASE = "database";

  /** The broker as instances see it. */
  public static final String BROKER = "broker";

  /** The database as the broker sees it. */
  public static final String BROKERS_DATABASE = "broker-database";

  public static final List<String> ADDRESSED = List.of(DATABASE, BROKER, BROKERS_DATABASE);

  private final KeyValueFile file;

  public Choices(Path home) throws IOException {
    file = KeyValueFile.at(home.resolve("choices"));
  }

  /** Names of the instances that are to be. */
  public List<String> nodes() {
    return file.get(NODES).map(names -> List.of(names.split(","))).orElse(names(DEFAULT_NODES));
  }

  public void nodes(int count) throws IOException {
    keep(NODES, String.join(",", names(count)));
  }

  public void addNode(String name) throws IOException {
    List<String> names = new ArrayList<>(nodes());
    if (!names.contains(name)) {
      names.add(name);
      keep(NODES, String.join(",", names));
    }
  }

  public String payaraVersion() {
    return file.get(PAYARA).orElse(Layout.version("payara"));
  }

  public void payaraVersion(String version) throws IOException {
    keep(PAYARA, version);
  }

  /** Where the ports with TLS listen; those without listen on the loopback interface only. */
  public String tlsAddress() {
    return file.get(TLS_ADDRESS).orElse("127.0.0.1");
  }

  /** Names and addresses by which clients reach the servers, besides localhost. */
  public List<String> tlsNames() {
    return file.get(TLS_NAMES)
        .filter(names -> !names.isEmpty())
        .map(names -> List.of(names.split(",")))
        .orElse(List.of());
  }

  public void tls(String address, List<String> names) throws IOException {
    if (!address.matches("[0-9A-Fa-f.:]+")) {
      throw new IllegalArgumentException("not an address of an interface: " + address);
    }
    for (String name : names) {
      if (!name.matches("[A-Za-z0-9.:-]{1,253}")) {
        throw new IllegalArgumentException("neither a host's name nor an address: " + name);
      }
    }
    file.put(TLS_NAMES, String.join(",", names));
    keep(TLS_ADDRESS, address);
  }

  /**
   * Where others find a part, if that is not where it listens.
   *
   * @param part one of {@link #ADDRESSED}, or an instance's member of the grid as the others see
   *     it, {@code n1.grid} and so on
   */
  public Optional<String> address(String part) {
    return file.get(addressKey(part)).filter(address -> !address.isEmpty());
  }

  /**
   * @param hostAndPort {@code HOST:PORT}; empty where the part is found where it listens
   */
  public void address(String part, Optional<String> hostAndPort) throws IOException {
    hostAndPort.ifPresent(
        address -> {
          if (!address.matches("[A-Za-z0-9.-]{1,253}:[1-9][0-9]{0,4}")
              || Integer.parseInt(address.substring(address.indexOf(':') + 1)) > 65_535) {
            throw new IllegalArgumentException("not an address HOST:PORT: " + address);
          }
        });
    keep(addressKey(part), hostAndPort.orElse(""));
  }

  /** Every address that was said, by its part. */
  public Map<String, String> addresses() {
    Map<String, String> said = new TreeMap<>();
    file.asMap()
        .forEach(
            (key, value) -> {
              if (key.endsWith(ADDRESS) && !key.equals(TLS_ADDRESS) && !value.isEmpty()) {
                said.put(key.substring(0, key.length() - ADDRESS.length()), value);
              }
            });
    return said;
  }

  private static String addressKey(String part) {
    if (!ADDRESSED.contains(part) && !part.matches("n([1-9]|1[0-6])\\.grid")) {
      throw new IllegalArgumentException(
          "there is no address of "
              + part
              + ", only of "
              + String.join(", ", ADDRESSED)
              + ", n1.grid to n16.grid");
    }
    return part + ADDRESS;
  }

  private void keep(String key, String value) throws IOException {
    file.put(key, value);
    file.save();
  }

  private static List<String> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "n" + i).toList();
  }
}
