package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.HomeLock;
import io.iotcrm.server.cli.Installation;
import io.iotcrm.server.cli.UpOptions;
import io.iotcrm.server.cli.host.Progress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** From nothing to a running cluster with simulated shops. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Brings everything up, with a small chain of shops whose devices are simulated.")
final class DemoCommand implements Callable<Integer> {
  @ParentCommand private IotCrm parent;

  @Option(names = "--nodes", description = "Application instances, 1 to 16. At first 2.")
  private Integer nodes;

  @Option(names = "--payara", description = "Payara 6 (default) or 7, which needs a JDK 21.")
  private Integer payara;

  @Override
  public Integer call() throws Exception {
    long start = System.nanoTime();
    Installation installation = parent.installation();
    HomeLock.holding(
        installation.layout().home(),
        () -> {
          installation.up(
              new UpOptions(Optional.ofNullable(nodes), Optional.ofNullable(payara), true));
          installation.startEdge();
          installation.startSimulation();
        });
    Progress progress = installation.progress();
    progress.say("");
    progress.say(String.format(Locale.ROOT, "Up after %.0f s.", (System.nanoTime() - start) / 1e9));
    progress.say("Portal        " + installation.portal());
    progress.say("API           " + installation.api());
    progress.say("MQTT broker   127.0.0.1:" + installation.broker().mqttPort());
    progress.say("CoAP          " + installation.edge().coapUrl());
    progress.say("Passwords     " + installation.layout().credentials());
    return 0;
  }
}
