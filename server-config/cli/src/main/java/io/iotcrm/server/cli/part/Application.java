package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.host.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is deployed to the group: the broker's adapter on its own, and the application. */
public final class Application {
  private final Layout layout;
  private final Domain domain;

  public Application(Layout layout, Domain domain) {
    this.layout = layout;
    this.domain = domain;
  }

  /** Once for each domain: a changed adapter makes the domain anew. */
  public void deployAdapter() throws IOException {
    domain.asadmin().runFile(domain.render("60-adapter"));
  }

  public boolean isDeployed() {
    return Files.exists(deployed());
  }

  private Path deployed() {
    return domain.directory().resolve("deployed");
  }

  /** Returns whether there was anything to do. */
  public boolean deploy() throws IOException {
    Path ear = layout.applicationEar();
    if (!Files.exists(ear)) {
      throw new IllegalStateException("no application in " + ear + "; build it with mvn package");
    }
    String fingerprint = Fingerprint.of(ear);
    Path deployed = deployed();
    if (Files.exists(deployed) && Files.readString(deployed).equals(fingerprint)) {
      return false;
    }
    Files.deleteIfExists(deployed);
    domain.asadmin().runFile(domain.render("70-application"));
    Files.writeString(deployed, fingerprint);
    return true;
  }
}
