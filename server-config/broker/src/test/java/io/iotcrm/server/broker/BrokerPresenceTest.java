package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the application hears when MQTT clients come and go. */
class BrokerPresenceTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private TestBroker broker;

  @BeforeEach
  void startBroker() throws Exception {
    broker = new TestBroker();
  }

  @AfterEach
  void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void tellsItsStartAndADevicesComingAndGoing() throws Exception {
    assertThat(next()).contains("\"started\":", "\"events\":[]");
    MqttClient device = connect("a-1");
    assertThat(nextChange())
        .contains("\"device\":\"a\"", "\"connected\":true")
        .doesNotContain("started");
    device.disconnect();
    assertThat(next()).contains("\"device\":\"a\"", "\"connected\":false");
  }

  @Test
  void aBrokenConnectionIsAnEndToo() throws Exception {
    MqttClient device = connect("a-2");
    nextChange();
    device.disconnectForcibly(0, 0, false);
    device.close(true);
    assertThat(nextChange()).contains("\"connected\":false");
  }

  /** On a busy machine a take-over may last longer than an end is held back. */
  @Test
  void afterATakeOverByTheSameClientIdTheDeviceIsThere() throws Exception {
    MqttClient first = connect("a-3");
    assertThat(nextChange()).contains("\"connected\":true");
    MqttClient second = connect("a-3");
    second.publish("v1/devices/a/telemetry", "{}".getBytes(StandardCharsets.UTF_8), 1, false);

    await()
        .during(Duration.ofMillis(1_500))
        .atMost(SOON)
        .until(() -> broker.depth(PresencePlugin.EVENTS) == 0 || nextChange().contains(":true"));
    second.disconnect();
    assertThat(nextChange()).contains("\"connected\":false");
    first.close(true);
  }

  /** The first message with a change in it; the start may be told more than once. */
  private String nextChange() throws Exception {
    String message = next();
    while (message.contains("\"events\":[]")) {
      message = next();
    }
    return message;
  }

  private MqttClient connect(String clientId) throws Exception {
    MqttClient client = new MqttClient(broker.uri(), clientId, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("a");
    options.setPassword("secret-a".getBytes(StandardCharsets.UTF_8));
    client.connect(options);
    return client;
  }

  private String next() throws Exception {
    StringBuilder text = new StringBuilder();
    broker.asApplication(
        session -> {
          ClientMessage message =
              session
                  .createConsumer(
                      SimpleString.of(PresencePlugin.EVENTS + "::" + PresencePlugin.EVENTS))
                  .receive(SOON.toMillis());
          byte[] body = new byte[message.getBodyBuffer().readableBytes()];
          message.getBodyBuffer().readBytes(body);
          message.acknowledge();
          text.append(new String(body, StandardCharsets.UTF_8));
        });
    return text.toString();
  }
}
