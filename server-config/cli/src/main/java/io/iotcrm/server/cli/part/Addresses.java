package io.iotcrm.server.cli.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the domain tells its instances to look for database, broker and each other. */
final class Addresses {
  private final Domain domain;
  private final AsadminFiles files;
  private final Path noted;

  Addresses(Domain domain, AsadminFiles files) {
    this.domain = domain;
    this.files = files;
    this.noted = domain.directory().resolve("addresses");
  }

  /** The domain has been made from them; instances, which have some of their own, have not. */
  void madeFrom() throws IOException {
    if (!files.addresses().contains(".grid=")) {
      Files.writeString(noted, files.addresses());
    }
  }

  /** Whether instances that start now look where they were last told to. */
  boolean areKnown() throws IOException {
    return Files.exists(noted) && Files.readString(noted).equals(files.addresses());
  }

  /**
   * Tells those who start from now on; the domain has to run.
   *
   * @param instances those that exist
   */
  void announce(List<String> instances) throws IOException {
    if (areKnown()) {
      return;
    }
    if (!Files.exists(noted) && files.addressesAreOwn()) {
      Files.writeString(noted, files.addresses()); // what the domain has been made from
      return;
    }
    String before = Files.exists(noted) ? Files.readString(noted) : "";
    domain.announceMembers();
    domain.apply("80-addresses", Map.of());
    for (String instance : instances) {
      String part = instance + ".grid=";
      if (before.contains(part) || files.addresses().contains(part)) {
        domain.administer(
            "create-system-properties",
            "--target=" + instance,
            "iotcrm.grid.public-address=" + files.gridMember(instance).replace(":", "\\:"));
      }
    }
    Files.writeString(noted, files.addresses());
  }
}
