package io.iotcrm.server.cli.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.server.cli.Choices;
import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where instances look for database and broker. */
class AddressesTest {
  @TempDir Path home;
  private Choices choices;
  private AsadminFiles files;

  @BeforeEach
  void make() throws IOException {
    Layout layout = new Layout(Layout.findRoot(), home);
    Ports ports = new Ports(home.resolve("ports.properties"), Map.of(), port -> true);
    choices = new Choices(home);
    Secrets secrets = new Secrets(home);
    Database database = new Database(layout, ports, secrets);
    Certificates certificates = new Certificates(layout, secrets, choices);
    Broker broker = new Broker(layout, ports, secrets, database, certificates, choices);
    database.settlePorts();
    broker.settlePorts();
    ports.settle("n1.grid", 5801);
    ports.settle("n2.grid", 5802);
    files = new AsadminFiles(layout, ports, secrets, database, broker, choices);
  }

  @Test
  void areWhereTheyListenUnlessItIsSaidOtherwise() throws IOException {
    assertThat(rendered("80-addresses"))
        .contains("serverName=127.0.0.1\n")
        .contains("portNumber=15432\n")
        .contains("ConnectionParameters=host=127.0.0.1;port=61616\n");
  }

  @Test
  void areTheSameForADomainThatIsMadeAnew() throws IOException {
    choices.address(Choices.DATABASE, Optional.of("db.example:6432"));
    choices.address(Choices.BROKER, Optional.of("10.0.0.7:61617"));

    for (String file : new String[] {"30-database", "80-addresses"}) {
      assertThat(rendered(file)).contains("serverName=db.example\n", "portNumber=6432\n");
    }
    for (String file : new String[] {"50-broker", "80-addresses"}) {
      assertThat(rendered(file)).contains("ConnectionParameters=host=10.0.0.7;port=61617\n");
    }
    assertThat(rendered("20-cluster")).contains("iotcrm.broker.host=10.0.0.7\n");
  }

  @Test
  void changeWhatIsCompared() throws IOException {
    String before = files.addresses();

    choices.address(Choices.DATABASE, Optional.of("127.0.0.1:6432"));
    assertThat(files.addresses()).isNotEqualTo(before);

    choices.address(Choices.DATABASE, Optional.empty());
    assertThat(files.addresses()).isEqualTo(before);
  }

  @Test
  void leadMembersOfTheGridToEachOther() throws IOException {
    assertThat(files.gridMembers()).isEqualTo("127.0.0.1:5801,127.0.0.1:5802");
    String before = files.addresses();

    choices.address("n2.grid", Optional.of("127.0.0.1:7002"));

    assertThat(files.gridMembers()).isEqualTo("127.0.0.1:5801,127.0.0.1:7002");
    assertThat(files.addresses()).isNotEqualTo(before).contains("n2.grid=127.0.0.1:7002");
    assertThat(choices.addresses()).containsOnlyKeys("n2.grid");
  }

  @Test
  void surviveTheCommand() throws IOException {
    choices.address(Choices.BROKERS_DATABASE, Optional.of("127.0.0.1:6432"));

    assertThat(new Choices(home).address(Choices.BROKERS_DATABASE)).hasValue("127.0.0.1:6432");
    assertThat(new Choices(home).address(Choices.DATABASE)).isEmpty();
  }

  @Test
  void areChecked() {
    for (String wrong :
        new String[] {"127.0.0.1", "a b:1", "127.0.0.1:0", "127.0.0.1:65536", "x:1\nset y=z"}) {
      assertThatThrownBy(() -> choices.address(Choices.DATABASE, Optional.of(wrong)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> choices.address("edge", Optional.empty()))
        .hasMessageContaining("only of database, broker, broker-database");
  }

  private String rendered(String name) throws IOException {
    return Files.readString(files.render(name, home, Map.of("iotcrm.edge", "")));
  }
}
