package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Choices;
import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.host.Archives;
import io.iotcrm.server.cli.host.Command;
import io.iotcrm.server.cli.host.JavaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The unpacked application server of the version that was chosen. */
public final class PayaraServer {
  private final Layout layout;
  private final Choices choices;

  public PayaraServer(Layout layout, Choices choices) {
    this.layout = layout;
    this.choices = choices;
  }

  public String version() {
    return choices.payaraVersion();
  }

  private Path unpacked() {
    return layout.unpacked("payara-" + version());
  }

  public Path home() {
    return unpacked().resolve("payara" + version().charAt(0));
  }

  /** Where the server keeps the instances of this host. */
  Path nodes() {
    return home().resolve("glassfish/nodes");
  }

  JavaHome java() throws IOException {
    return version().startsWith("7.") ? JavaHome.between(21, 99) : JavaHome.between(17, 21);
  }

  /** Unpacks the server if that has not been done. */
  public Path unpack() throws IOException {
    if (!Files.isDirectory(unpacked())) {
      Path zip = layout.payaraZip(version());
      if (!Files.exists(zip)) {
        fetch(zip);
      }
      Archives.unpack(zip, unpacked());
    }
    return home();
  }

  /** The build brings the version that is usual; another comes from Maven when it is wanted. */
  private void fetch(Path zip) throws IOException {
    Command.run(
        List.of(
            "mvn",
            "-B",
            "-ntp",
            "-q",
            "-N",
            "dependency:copy",
            "-Dartifact=fish.payara.distributions:payara:" + version() + ":zip",
            "-DoutputDirectory=" + zip.getParent()),
        Map.of(),
        layout.root());
  }
}
