package io.iotcrm.benchmark.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir private Path home;

  @Test
  void knowsNothingWhereNothingIsInstalled() {
    assertThat(Installation.in(home)).isEmpty();
  }

  @Test
  void readsAddressesFilesAndProcesses() throws IOException {
    Files.writeString(
        home.resolve("ports.properties"),
        "database=15432\nbroker.mqtt=1883\nn2.http=8081\nn1.http=8082\nn1.https=8181\n");
    Files.writeString(home.resolve("credentials"), "admin=x\n");
    Path node =
        Files.createDirectories(
            home.resolve("dist/payara-6/payara6/glassfish/nodes/localhost-iotcrm/n1/config"));
    long self = ProcessHandle.current().pid();
    Files.writeString(node.resolve("pid"), self + "\n");
    Installation installation = Installation.in(home).orElseThrow();
    assertThat(installation.valueOf("--api"))
        .isEqualTo("http://127.0.0.1:8082,http://127.0.0.1:8081");
    assertThat(installation.valueOf("--mqtt")).isEqualTo("127.0.0.1:1883");
    assertThat(installation.valueOf("--coap")).as("no edge yet").isNull();
    assertThat(installation.valueOf("--db-url"))
        .isEqualTo("jdbc:postgresql://127.0.0.1:15432/iotcrm");
    assertThat(installation.valueOf("--credentials"))
        .isEqualTo(home.resolve("credentials").toString());
    assertThat(installation.valueOf("--pid")).isEqualTo("n1=" + self);
    assertThat(installation.valueOf("--count")).isNull();
  }
}
