package io.iotcrm.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The readable files of {@code server-config}: what an administrator may rely on. */
class ConfigurationFilesTest {
  private static final Path CONFIG = Layout.findRoot().resolve("server-config");

  static Stream<Path> files() throws IOException {
    return Stream.of("asadmin", "artemis", "postgresql", "edge")
        .map(CONFIG::resolve)
        .flatMap(ConfigurationFilesTest::list);
  }

  private static Stream<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void holdsNoSecret(Path file) throws IOException {
    assertThat(Files.readString(file))
        .doesNotContainPattern("(?i)password\\s*=\\s*['\"]?(?!\\$\\{)[A-Za-z0-9]{4,}");
  }

  @ParameterizedTest
  @MethodSource("files")
  void listensOnTheLoopbackInterfaceOnly(Path file) throws IOException {
    assertThat(Files.readString(file)).doesNotContain("0.0.0.0").doesNotContain("://*:");
  }

  @Test
  void declaresEveryQueueWithItsDeadLetters() throws Exception {
    List<String> queues = names("queue");

    for (String queue :
        List.of("telemetry-ingest", "command-results", "command-receipts", "presence-events")) {
      assertThat(queues).contains(queue, queue + ".dead");
    }
  }

  @Test
  void writesToDiskWhatTheBrokerAcknowledges() throws Exception {
    assertThat(broker().getElementsByTagName("journal-datasync").item(0).getTextContent())
        .isEqualTo("true");
    assertThat(Files.readString(CONFIG.resolve("postgresql/postgresql.conf")))
        .doesNotContainPattern("(?m)^\\s*(fsync|synchronous_commit|full_page_writes)\\s*=\\s*off");
  }

  private static List<String> names(String element) throws Exception {
    NodeList nodes = broker().getElementsByTagName(element);
    return Stream.iterate(0, i -> i + 1)
        .limit(nodes.getLength())
        .map(i -> nodes.item(i).getAttributes().getNamedItem("name").getTextContent())
        .toList();
  }

  private static Document broker() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(CONFIG.resolve("artemis/broker.xml").toFile());
  }
}
