package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.HomeLock;
import io.iotcrm.server.cli.Installation;
import io.iotcrm.server.cli.part.Certificates;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The installation's certificates. */
@Command(
    name = "tls",
    mixinStandardHelpOptions = true,
    description = "Shows and makes certificates of the installation's own authority.")
final class TlsCommand {
  @ParentCommand private IotCrm parent;

  @Command(description = "Shows the certificates, their files and their ends.")
  int show() throws Exception {
    Installation installation = parent.installation();
    for (Certificates.Shown one : installation.certificates().shown()) {
      installation
          .progress()
          .say("%-10s until %s  %s".formatted(one.name(), one.notAfter(), one.file()));
    }
    return 0;
  }

  @Command(description = "Makes a device's key and certificate. It counts once it is registered.")
  int device(@Parameters(paramLabel = "ID") String id) throws Exception {
    Installation installation = parent.installation();
    HomeLock.holding(
        installation.layout().home(),
        () -> {
          Path certificate = installation.certificates().device(id);
          installation
              .progress()
              .say(
                  certificate
                      + "\nRegister it on the device's page, or POST /api/v1/devices/"
                      + id
                      + "/credentials {\"kind\":\"X509\",\"certificate\":\"...\"}.\nThen:"
                      + " mosquitto_pub -p PORT --cafile "
                      + installation.certificates().authorityPem()
                      + " --cert "
                      + certificate
                      + " --key "
                      + certificate.toString().replaceAll("\\.pem$", ".key")
                      + " -t v1/devices/"
                      + id
                      + "/telemetry -q 1 -m '{...}'");
        });
    return 0;
  }

  @Command(
      description =
          "Says where MQTT over TLS and CoAP over DTLS listen, and what the servers are called in"
              + " their certificates. Holds from the next start of broker and edge.")
  int listen(
      @Option(
              names = "--address",
              defaultValue = "127.0.0.1",
              description = "127.0.0.1 (the default), or 0.0.0.0 for every interface.")
          String address,
      @Parameters(paramLabel = "NAME", arity = "0..*") List<String> names)
      throws Exception {
    Installation installation = parent.installation();
    HomeLock.holding(
        installation.layout().home(),
        () -> installation.listenWithTls(address, names == null ? List.of() : names));
    return 0;
  }
}
