package io.iotcrm.server.cli.host;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ports of an installation, by key. A port is chosen once and kept in {@code ports.properties};
 * it moves only when something else has taken it while its owner was not running.
 */
public final class Ports {
  /** Tells whether a TCP and UDP port of the loopback interface is free. */
  @FunctionalInterface
  public interface Probe {
    boolean isFree(int port);
  }

  private static final int HIGHEST = 60_999;

  private final KeyValueFile file;
  private final Map<String, Integer> wished;
  private final Probe probe;

  /**
   * @param wished ports the administrator asked for on the command line, by key; taken as they are
   */
  public Ports(Path file, Map<String, Integer> wished, Probe probe) throws IOException {
    boolean fresh = !Files.exists(file);
    this.file = KeyValueFile.at(file);
    this.wished = new HashMap<>(wished);
    this.probe = probe;
    if (fresh) {
      this.file.put(
          "# The installation's ports, all on 127.0.0.1. Edit, then run `iotcrm up`.", null);
    }
  }

  public Optional<Integer> get(String key) {
    return file.get(key).map(Integer::valueOf);
  }

  /** The port that was chosen for the key. */
  public int require(String key) {
    return get(key)
        .orElseThrow(() -> new IllegalStateException("no port is chosen for " + key + "; run up"));
  }

  /**
   * Settles the port of an owner that is not running.
   *
   * @param preferred where to begin when the key has no port yet
   * @throws IllegalStateException when a port that was asked for on the command line is taken
   */
  public int settle(String key, int preferred) throws IOException {
    Integer wish = wished.get(key);
    if (wish != null) {
      if (!probe.isFree(wish)) {
        throw new IllegalStateException(
            "port " + wish + " for " + key + " is taken; choose another with --port " + key + "=N");
      }
      return keep(key, wish);
    }
    Set<Integer> others = others(key);
    int candidate = get(key).orElse(preferred);
    while (others.contains(candidate) || !probe.isFree(candidate)) {
      candidate = candidate >= HIGHEST ? 10_000 : candidate + 1;
    }
    return keep(key, candidate);
  }

  private Set<Integer> others(String key) {
    Set<Integer> result = new HashSet<>();
    file.asMap()
        .forEach(
            (other, port) -> {
              if (!other.equals(key)) {
                result.add(Integer.valueOf(port));
              }
            });
    result.addAll(wished.values());
    return result;
  }

  private int keep(String key, int port) throws IOException {
    if (!get(key).equals(Optional.of(port))) {
      file.put(key, Integer.toString(port));
      file.save();
    }
    return port;
  }

  /** Tries to bind the port of the loopback interface, for TCP and for UDP. */
  public static boolean isFree(int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket tcp = new ServerSocket();
        DatagramSocket udp = new DatagramSocket(null)) {
      tcp.setReuseAddress(true);
      tcp.bind(new InetSocketAddress(loopback, port));
      udp.bind(new InetSocketAddress(loopback, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
