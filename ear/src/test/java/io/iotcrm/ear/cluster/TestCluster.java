package io.iotcrm.ear.cluster;

import io.iotcrm.server.cli.Installation;
import io.iotcrm.server.cli.UpOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The installation that the tests of one run share: two instances, database, broker and edge, in a
 * home and on ports of its own, so that a demo on the same machine is not disturbed.
 */
public final class TestCluster {
  private static TestCluster running;

  private final Installation installation;
  private boolean deployed;

  private TestCluster(Path home) throws IOException {
    installation = Installation.at(home);
  }

  /**
   * Brings the servers up with one instance and without the application: the container tests deploy
   * their own to it, and the grid must have no member that lacks its classes.
   */
  static synchronized void start(Path home, Optional<Integer> payara) throws IOException {
    running = new TestCluster(home);
    running.installation.up(new UpOptions(Optional.of(1), payara, false));
  }

  static synchronized void stop() throws IOException {
    if (running != null) {
      running.installation.down();
      running = null;
    }
  }

  /** The servers, with or without the application. */
  public static synchronized TestCluster servers() {
    if (running == null) {
      throw new IllegalStateException("no test cluster: run the tests with mvn verify");
    }
    return running;
  }

  /** The whole product: the EAR on both instances, and an edge connector. */
  public static synchronized TestCluster withApplication() {
    TestCluster cluster = servers();
    if (!cluster.deployed) {
      cluster.heal();
      cluster.deployed = true;
    }
    return cluster;
  }

  /**
   * Puts a build with tests in it where the product will be, on the one instance there is yet.
   *
   * @throws IllegalStateException when the product is there already, or asadmin or the application
   *     fails; the message has asadmin's words
   */
  void deploy(Path ear) {
    if (deployed) {
      throw new IllegalStateException(
          "the product is deployed: tests inside the container have to come before all others,"
              + " which run in the order of their classes' names");
    }
    installation.cluster().deploy(ear);
  }

  /** Starts what is not there yet or was killed by a test, and waits until all of it is ready. */
  public void heal() {
    try {
      installation.up(UpOptions.nodes(2));
      installation.startEdge();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Installation installation() {
    return installation;
  }

  /** The address of an instance, e.g. {@code http://127.0.0.1:28080}. */
  public String url(String node) {
    return installation.cluster().node(node).url();
  }

  /** A client of the API on the first instance, signed in as one of the product's users. */
  public ApiClient as(String user) {
    return as(user, "n1");
  }

  public ApiClient as(String user, String node) {
    return new ApiClient(url(node) + "/api/v1", user, secret(user));
  }

  /** The generated password of a user. */
  public String secret(String user) {
    try {
      Map<String, String> credentials = installation.credentials();
      String secret = credentials.get(user);
      if (secret == null) {
        throw new IllegalStateException("no credentials of " + user);
      }
      return secret;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
