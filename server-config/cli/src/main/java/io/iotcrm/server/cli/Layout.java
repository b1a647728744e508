package io.iotcrm.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where things lie: what the build made and the readable configuration under {@code root}, the
 * state of one installation under {@code home}.
 */
public record Layout(Path root, Path home) {
  private static final Properties VERSIONS = versions();

  public Layout {
    root = root.toAbsolutePath().normalize();
    home = home.toAbsolutePath().normalize();
  }

  /**
   * Finds the checkout: system property {@code iotcrm.root} (set by the launcher), or the nearest
   * directory above the working directory that holds the configuration.
   */
  public static Path findRoot() {
    String given = System.getProperty("iotcrm.root");
    if (given != null) {
      return Path.of(given);
    }
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null) {
      if (Files.isDirectory(directory.resolve("server-config/asadmin"))) {
        return directory;
      }
      directory = directory.getParent();
    }
    throw new IllegalStateException("run inside the checkout, or give -Diotcrm.root=DIR");
  }

  /** A readable configuration file, e.g. {@code artemis/broker.xml}. */
  public Path config(String name) {
    return root.resolve("server-config").resolve(name);
  }

  public Path payaraZip(String version) {
    return distribution("payara-" + version + ".zip");
  }

  public Path artemisArchive() {
    return distribution("apache-artemis-" + version("artemis") + "-bin.tar.gz");
  }

  public Path postgresArchive() {
    return distribution(version("postgres.artifact") + "-" + version("postgres") + ".jar");
  }

  public Path jdbcDriver() {
    return distribution("postgresql-jdbc.jar");
  }

  private Path distribution(String file) {
    return root.resolve("server-config/cli/target/distributions").resolve(file);
  }

  public Path realmJar() {
    return root.resolve("server-config/realm/target/iotcrm-realm.jar");
  }

  public Path brokerJar() {
    return root.resolve("server-config/broker/target/iotcrm-broker.jar");
  }

  public Path adapterRar() {
    return root.resolve("server-config/rar/target/iotcrm-artemis.rar");
  }

  public Path applicationEar() {
    return root.resolve("ear/target/iotcrm.ear");
  }

  public Path edgeJar() {
    return root.resolve("edge-connector/target/iotcrm-edge.jar");
  }

  public Path benchmarkJar() {
    return root.resolve("benchmark/target/iotcrm-benchmark.jar");
  }

  /** Unpacked distributions. */
  public Path unpacked(String name) {
    return home.resolve("dist").resolve(name);
  }

  /** Users and their passwords, for people and tests. */
  public Path credentials() {
    return home.resolve("credentials");
  }

  public static String version(String product) {
    return VERSIONS.getProperty(product);
  }

  private static Properties versions() {
    Properties result = new Properties();
    try (InputStream in = Layout.class.getResourceAsStream("versions.properties")) {
      result.load(in);
      return result;
    } catch (IOException e) {
      throw new IllegalStateException("the build left no versions.properties", e);
    }
  }
}
