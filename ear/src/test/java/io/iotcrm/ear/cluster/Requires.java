package io.iotcrm.ear.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a test needs of the machine. Where it is absent the test is skipped, and says so. */
public final class Requires {
  private Requires() {}

  /** A program of a system package, e.g. {@code mosquitto_pub} of {@code mosquitto-clients}. */
  public static void program(String name, String debianPackage) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    demand(there, name + " is not installed (Debian: apt-get install " + debianPackage + ")");
  }

  private static void demand(boolean there, String otherwise) {
    if (!there && Boolean.parseBoolean(System.getenv("IOTCRM_TESTS_SKIP_NOTHING"))) {
      throw new AssertionError(otherwise + ", and nothing may be skipped here");
    }
    assumeTrue(there, otherwise);
  }
}
