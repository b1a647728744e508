package io.iotcrm.server.cli.command;

import io.iotcrm.server.cli.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** PostgreSQL by itself, for maintenance and for tests of failures. */
@Command(
    name = "database",
    mixinStandardHelpOptions = true,
    description = "Starts, stops or kills PostgreSQL.")
final class DatabaseCommand {
  @ParentCommand private IotCrm parent;

  @Command(description = "Starts PostgreSQL and waits until it accepts connections.")
  int start() throws Exception {
    Installation installation = parent.installation();
    installation
        .progress()
        .step(
            "PostgreSQL",
            () -> {
              installation.database().start();
              return "on 127.0.0.1:" + installation.database().port();
            });
    return 0;
  }

  @Command(description = "Stops PostgreSQL; sessions are ended.")
  int stop() throws Exception {
    Installation installation = parent.installation();
    installation
        .progress()
        .step(
            "PostgreSQL",
            () -> {
              installation.database().stop();
              return "stopped";
            });
    return 0;
  }

  @Command(description = "Kills PostgreSQL (SIGKILL), as a crash would.")
  int kill() throws Exception {
    Installation installation = parent.installation();
    boolean ran = installation.database().kill();
    installation.progress().say("database" + (ran ? " killed" : " was not running"));
    return 0;
  }
}
