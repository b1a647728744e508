package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** MQTT 3.1.1 clients against a real broker. */
class BrokerSecurityMqtt3Test {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static TestBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void refusesTheAnonymousAndWrongSecrets() {
    assertThatThrownBy(() -> connect("x1", null, null, true)).isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> connect("x2", "a", "wrong", true)).isInstanceOf(MqttException.class);
  }

  @Test
  void aDeviceThatSendsAsAnotherIsDisconnected() throws Exception {
    MqttClient device = connect("a", "a", "secret-a", true);
    device.publish("v1/devices/a/telemetry", "mine".getBytes(StandardCharsets.UTF_8), 1, false);

    assertThatThrownBy(
            () ->
                device.publish(
                    "v1/devices/b/telemetry", "x".getBytes(StandardCharsets.UTF_8), 1, false))
        .isInstanceOf(MqttException.class);
    await().atMost(SOON).until(() -> !device.isConnected());
    device.close(true);
  }

  @Test
  void aSubscriptionToAnotherIsRefused() throws Exception {
    MqttClient device = connect("a-sub", "a", "secret-a", true);

    assertThatThrownBy(() -> device.subscribe("v1/devices/b/commands", 1))
        .isInstanceOf(MqttException.class);
    device.disconnect();
    device.close();
  }

  @Test
  void aCommandWaitsForItsDeviceAndItsAcknowledgementIsReported() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    MqttClient device = connect("b", "device/b", "secret-b", false);
    device.subscribe("v1/devices/b/commands", 1);
    device.disconnect();
    String command = UUID.randomUUID().toString();
    broker.asApplication(
        session -> {
          ClientMessage message = session.createMessage(true);
          message.putStringProperty(CommandReceiptPlugin.COMMAND_ID, command);
          message.setRoutingType(RoutingType.MULTICAST);
          message.getBodyBuffer().writeBytes(command.getBytes(StandardCharsets.UTF_8));
          session.createProducer("v1.devices.b.commands").send(message);
        });

    device.close();
    MqttClient again = new MqttClient(broker.uri(), "b", new MemoryPersistence());
    again.setCallback(
        new org.eclipse.paho.client.mqttv3.MqttCallback() {
          @Override
          public void connectionLost(Throwable cause) {}

          @Override
          public void messageArrived(
              String topic, org.eclipse.paho.client.mqttv3.MqttMessage message) {
            received.add(new String(message.getPayload(), StandardCharsets.UTF_8));
          }

          @Override
          public void deliveryComplete(org.eclipse.paho.client.mqttv3.IMqttDeliveryToken token) {}
        });
    again.connect(options("device/b", "secret-b", false));

    await().atMost(SOON).until(() -> received.contains(command));
    await().atMost(SOON).until(() -> broker.depth(CommandReceiptPlugin.RECEIPTS) == 1);
    assertThat(again.isConnected()).isTrue();
    again.disconnect();
    again.close();
  }

  private static MqttClient connect(String clientId, String user, String password, boolean clean)
      throws MqttException {
    MqttClient client = new MqttClient(broker.uri(), clientId, new MemoryPersistence());
    client.setTimeToWait(SOON.toMillis());
    client.connect(options(user, password, clean));
    return client;
  }

  private static MqttConnectOptions options(String user, String password, boolean clean) {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(clean);
    if (user != null) {
      options.setUserName(user);
      options.setPassword(password.toCharArray());
    }
    return options;
  }
}
