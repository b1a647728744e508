package io.iotcrm.server.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir Path home;
  private final Set<Integer> taken = new HashSet<>();

  @Test
  void choosesThePreferredPortWhenItIsFree() throws IOException {
    assertThat(ports(Map.of()).settle("database", 15432)).isEqualTo(15432);
  }

  @Test
  void movesPastAPortThatIsTaken() throws IOException {
    taken.add(15432);
    taken.add(15433);

    assertThat(ports(Map.of()).settle("database", 15432)).isEqualTo(15434);
  }

  @Test
  void keepsWhatItChoseOnce() throws IOException {
    taken.add(1883);
    ports(Map.of()).settle("broker.mqtt", 1883);
    taken.clear();

    assertThat(ports(Map.of()).settle("broker.mqtt", 1883)).isEqualTo(1884);
    assertThat(ports(Map.of()).require("broker.mqtt")).isEqualTo(1884);
  }

  @Test
  void movesAKeptPortThatAnotherProgramHasTakenSince() throws IOException {
    ports(Map.of()).settle("broker.mqtt", 1883);
    taken.add(1883);

    assertThat(ports(Map.of()).settle("broker.mqtt", 1883)).isEqualTo(1884);
  }

  @Test
  void neverGivesOnePortToTwoKeys() throws IOException {
    Ports ports = ports(Map.of());
    ports.settle("n1.http", 8080);

    assertThat(ports.settle("n2.http", 8080)).isEqualTo(8081);
  }

  @Test
  void takesThePortThatTheAdministratorWishes() throws IOException {
    ports(Map.of()).settle("n1.http", 8080);

    assertThat(ports(Map.of("n1.http", 9000)).settle("n1.http", 8080)).isEqualTo(9000);
    assertThat(ports(Map.of()).require("n1.http")).isEqualTo(9000);
  }

  @Test
  void doesNotMoveAWishedPortButSaysThatItIsTaken() throws IOException {
    taken.add(9000);

    assertThatThrownBy(() -> ports(Map.of("n1.http", 9000)).settle("n1.http", 8080))
        .hasMessageContaining("9000")
        .hasMessageContaining("--port n1.http=");
  }

  @Test
  void usesAPortThatWasEditedInTheFile() throws IOException {
    Files.writeString(home.resolve("ports.properties"), "# mine\nedge.coap=6000\n");

    assertThat(ports(Map.of()).settle("edge.coap", 5683)).isEqualTo(6000);
  }

  @Test
  void saysWhatToDoWhenAPortWasNeverChosen() throws IOException {
    assertThatThrownBy(() -> ports(Map.of()).require("database")).hasMessageContaining("run up");
  }

  @Test
  void seesThatAListeningPortIsNotFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
    }
  }

  private Ports ports(Map<String, Integer> wished) throws IOException {
    return new Ports(home.resolve("ports.properties"), wished, port -> !taken.contains(port));
  }
}
