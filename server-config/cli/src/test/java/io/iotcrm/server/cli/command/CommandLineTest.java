package io.iotcrm.server.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir Path home;
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "deploy",
        "down",
        "status",
        "logs",
        "node",
        "edge",
        "broker",
        "database",
        "address"
      })
  void knowsTheCommand(String name) {
    assertThat(IotCrm.commandLine().getSubcommands()).containsKey(name);
  }

  @Test
  void refusesMoreNodesThanThereArePlaces() {
    assertThat(run("up", "--nodes", "17", "--home", home.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("1 to 16 nodes, not 17");
  }

  @Test
  void refusesAnUnknownServer() {
    assertThat(run("up", "--payara", "5", "--home", home.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("Payara 6 or 7, not 5");
  }

  @Test
  void saysWhichNodesThereAre() {
    assertThat(run("node", "kill", "n3", "--home", home.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("there is no n3");
  }

  @Test
  void keepsAnAddressAndForgetsIt() throws Exception {
    String[] where = {"--home", home.toString()};
    assertThat(run("address", "set", "database=127.0.0.1:6432", where[0], where[1])).isZero();
    assertThat(Files.readString(home.resolve("choices")))
        .contains("database.address=127.0.0.1:6432");

    assertThat(run("address", "reset", where[0], where[1])).isZero();
    assertThat(Files.readString(home.resolve("choices"))).doesNotContain("6432");
    assertThat(run("address", "show", where[0], where[1])).isZero();
  }

  @Test
  void refusesAnAddressOfWhatHasNone() {
    assertThat(run("address", "set", "edge=127.0.0.1:1", "--home", home.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("there is no address of edge");
  }

  @Test
  void tellsTheStatusOfAnInstallationThatIsNotThere() {
    assertThat(run("status", "--json", "--home", home.toString())).isZero();
  }

  @Test
  void explainsAWrongOption() {
    assertThat(run("up", "--node")).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  private int run(String... arguments) {
    return IotCrm.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
  }
}
