package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.HomeLock;
import io.iotcrm.server.cli.Installation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Where the parts find each other, when something stands between them. */
@Command(
    name = "address",
    mixinStandardHelpOptions = true,
    description = {
      "Says where instances find the database, the broker and each other, and the broker the",
      "database, when a proxy, a tunnel or a pool stands between them. Instances that run are",
      "started again; for broker-database the next start of the broker counts."
    })
final class AddressCommand {
  @ParentCommand private IotCrm parent;

  @Command(description = "Shows what was said.")
  int show() throws Exception {
    Installation installation = parent.installation();
    if (installation.cluster().addresses().isEmpty()) {
      installation.progress().say("every part is found where it listens");
    }
    installation
        .cluster()
        .addresses()
        .forEach(
            (part, address) -> installation.progress().say("%-16s %s".formatted(part, address)));
    return 0;
  }

  @Command(description = "Says where: database, broker, broker-database, n1.grid.")
  int set(@Parameters(paramLabel = "PART=HOST:PORT", arity = "1..*") Map<String, String> addresses)
      throws Exception {
    Map<String, Optional<String>> wanted = new TreeMap<>();
    addresses.forEach((part, address) -> wanted.put(part, Optional.of(address)));
    return keep(wanted);
  }

  @Command(description = "Lets the parts be found where they listen: those named, or all.")
  int reset(@Parameters(paramLabel = "PART", arity = "0..*") List<String> parts) throws Exception {
    Map<String, Optional<String>> wanted = new TreeMap<>();
    Collection<String> named =
        parts == null || parts.isEmpty()
            ? parent.installation().cluster().addresses().keySet()
            : parts;
    named.forEach(part -> wanted.put(part, Optional.empty()));
    return keep(wanted);
  }

  private int keep(Map<String, Optional<String>> addresses) throws Exception {
    Installation installation = parent.installation();
    HomeLock.holding(
        installation.layout().home(), () -> parent.installation().cluster().readdress(addresses));
    return 0;
  }
}
