package io.iotcrm.server.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  private final Placeholders placeholders =
      new Placeholders(Map.of("iotcrm.database.port", "15432", "iotcrm.secret", "a$1\\b"));

  @Test
  void fillsInItsOwnNames() {
    assertThat(placeholders.fill("file", "port=${iotcrm.database.port};")).isEqualTo("port=15432;");
  }

  @Test
  void leavesTheServersOwnPlaceholdersAlone() {
    String text = "${ALIAS=iotcrm-database} ${com.sun.aas.instanceRoot} ${data.dir}";

    assertThat(placeholders.fill("file", text)).isEqualTo(text);
  }

  @Test
  void takesValuesLiterally() {
    assertThat(placeholders.fill("file", "${iotcrm.secret}")).isEqualTo("a$1\\b");
  }

  @Test
  void namesTheFileAndTheNameThatHasNoValue() {
    assertThatThrownBy(() -> placeholders.fill("broker.xml", "${iotcrm.typo}"))
        .hasMessageContaining("broker.xml")
        .hasMessageContaining("iotcrm.typo");
  }
}
