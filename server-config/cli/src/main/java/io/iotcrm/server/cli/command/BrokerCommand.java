package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The broker by itself, for maintenance and for tests of failures. */
@Command(
    name = "broker",
    mixinStandardHelpOptions = true,
    description = "Starts, stops or kills the broker.")
final class BrokerCommand {
  @ParentCommand private IotCrm parent;

  @Command(description = "Starts the broker and waits until it accepts connections.")
  int start() throws Exception {
    Installation installation = parent.installation();
    installation
        .progress()
        .step(
            "Artemis",
            () -> {
              installation.broker().start();
              return "MQTT on 127.0.0.1:" + installation.broker().mqttPort();
            });
    return 0;
  }

  @Command(description = "Stops the broker; what it has acknowledged is on disk.")
  int stop() throws Exception {
    Installation installation = parent.installation();
    installation
        .progress()
        .step(
            "Artemis",
            () -> {
              installation.broker().stop();
              return "stopped";
            });
    return 0;
  }

  @Command(description = "Kills the broker (SIGKILL), as a crash would.")
  int kill() throws Exception {
    Installation installation = parent.installation();
    boolean ran = installation.broker().kill();
    installation.progress().say("broker" + (ran ? " killed" : " was not running"));
    return 0;
  }
}
