package io.iotcrm.ear.cluster;

import io.iotcrm.server.cli.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts the servers before the first integration test and stops them after the last.
 *
 * <p>Only where {@code iotcrm.it.home} is set, which failsafe does: unit tests need no server.
 */
public class ClusterSession implements LauncherSessionListener {
  private static final String HOME = System.getProperty("iotcrm.it.home");

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (HOME == null) {
      return;
    }
    try {
      TestCluster.start(
          Path.of(HOME),
          Optional.ofNullable(System.getProperty("iotcrm.it.payara")).map(Integer::valueOf));
      describe(TestCluster.servers().installation());
    } catch (IOException e) {
      throw new UncheckedIOException("the servers of the tests did not start", e);
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (HOME != null && !Boolean.getBoolean("iotcrm.it.keep")) {
      try {
        TestCluster.stop();
      } catch (IOException e) {
        throw new UncheckedIOException("the servers of the tests did not stop", e);
      }
    }
  }

  /** Tells the browser where the servers are; ports are chosen at every start. */
  private static void describe(Installation installation) {
    System.setProperty("iotcrm.portal", installation.cluster().node("n1").url());
    System.setProperty("iotcrm.credentials", installation.layout().credentials().toString());
  }
}
