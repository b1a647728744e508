package io.iotcrm.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EdgeSettingsTest {
  private static Properties file(String... more) {
    Properties file = new Properties();
    file.setProperty("iotcrm.edge.id", "e1");
    file.setProperty("iotcrm.edge.secret", "s");
    file.setProperty("iotcrm.edge.home", "home");
    file.setProperty("iotcrm.edge.api.url", "http://127.0.0.1");
    for (int i = 0; i < more.length; i += 2) {
      file.setProperty("iotcrm.edge." + more[i], more[i + 1]);
    }
    return file;
  }

  private static EdgeSettings read(Properties file) {
    return EdgeSettings.read(file, new Properties(), Map.of());
  }

  @Test
  void servesDtlsAndKeepsPlainCoapAtHomeUnlessToldOtherwise() {
    EdgeSettings settings = read(file());
    assertThat(settings.coapAnywhere()).isFalse();
    assertThat(settings.coaps().enabled()).isTrue();
    assertThat(settings.coaps().port()).isEqualTo(5684);
    assertThat(settings.coaps().keystore()).isNull();
    assertThat(settings.gatewayTopics()).isEmpty();
    assertThat(settings.storeMaxAge()).isEqualTo(Duration.ofDays(30));
    assertThat(read(file("coaps", "off")).coaps().enabled()).isFalse();
  }

  @Test
  void readsTopicsOfGatewaysAndLetsTheEnvironmentWin() {
    Properties file =
        file("gateway.topics", "zigbee2mqtt/+, tele/+/SENSOR ,", "coap.plain", "loopback");
    EdgeSettings settings =
        EdgeSettings.read(file, new Properties(), Map.of("IOTCRM_EDGE_COAP_PLAIN", "anywhere"));
    assertThat(settings.gatewayTopics()).containsExactly("zigbee2mqtt/+", "tele/+/SENSOR");
    assertThat(settings.coapAnywhere()).isTrue();
  }

  @Test
  void namesTheKeyThatIsWrong() {
    assertThatThrownBy(() -> read(file("coaps", "maybe")))
        .hasMessageContaining("iotcrm.edge.coaps");
    assertThatThrownBy(() -> read(file("store.max.age", "30d")))
        .hasMessageContaining("iotcrm.edge.store.max.age");
  }
}
