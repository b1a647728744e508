package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.host.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The application as it is deployed to the group. */
final class Application {
  private final Layout layout;
  private final Domain domain;

  Application(Layout layout, Domain domain) {
    this.layout = layout;
    this.domain = domain;
  }

  boolean isDeployed() {
    return Files.exists(deployed());
  }

  boolean isCurrent() {
    try {
      return isDeployed()
          && Files.readString(deployed()).equals(Fingerprint.of(layout.applicationEar()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the domain holds any build of it, finished or not. */
  boolean isKnown() {
    return isDeployed() || Files.exists(domain.directory().resolve("applications/iotcrm"));
  }

  private Path deployed() {
    return domain.directory().resolve("deployed");
  }

  /** Returns whether there was anything to do. */
  boolean deploy() throws IOException {
    Path ear = layout.applicationEar();
    if (!Files.exists(ear)) {
      throw new IllegalStateException("no application in " + ear + "; build it with mvn package");
    }
    if (isCurrent()) {
      return false;
    }
    deploy(ear);
    Files.writeString(deployed(), Fingerprint.of(ear));
    return true;
  }

  /** Deploys another build in its place, by the same command; it is not current afterwards. */
  void deploy(Path ear) throws IOException {
    Files.deleteIfExists(deployed());
    try {
      domain.apply("70-application", Map.of("iotcrm.application.ear", ear.toString()));
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("already in use")) {
        // The server neither has it nor lets it go: nothing but another domain helps.
        domain.distrust();
        throw new IOException(
            "the server has lost the application; run the command again, and it gets a new domain",
            e);
      }
      throw e;
    }
  }
}
