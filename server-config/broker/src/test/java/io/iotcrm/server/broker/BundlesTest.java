package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.MessageBundle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real clients whose telemetry the broker puts together. */
class BundlesTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String TOPIC = "v1/devices/a/telemetry";

  private TestBroker broker;
  private final List<MessageBundle.Published> received = new CopyOnWriteArrayList<>();
  private final List<Integer> bundleSizes = new CopyOnWriteArrayList<>();
  private MqttAsyncClient edge;

  @BeforeEach
  void startBroker() throws Exception {
    broker = TestBroker.withBundles();
    edge = connect("edge-e", "edge/e", "secret-e", 30);
    edge.setCallback(new Unbundling(bundleSizes, received));
    edge.subscribe("$share/edge/v1/edge/bundles", 1).waitForCompletion();
  }

  @AfterEach
  void stopBroker() throws Exception {
    edge.disconnectForcibly(0, 100, false);
    edge.close(true);
    broker.close();
  }

  @Test
  void manyMessagesTravelInFewAndInOrder() throws Exception {
    MqttAsyncClient device = connect("a-1", "a", "secret-a", 30);
    List<IMqttToken> sent = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      sent.add(device.publish(TOPIC, message(i, 1)));
    }
    for (IMqttToken token : sent) {
      token.waitForCompletion(10_000);
    }

    await().atMost(SOON).until(() -> received.size() == 500);
    assertThat(received).extracting(MessageBundle.Published::topic).containsOnly(TOPIC);
    assertThat(received).extracting(this::number).isEqualTo(numbers(500));
    assertThat(bundleSizes).hasSizeLessThan(100);
    device.disconnect().waitForCompletion();
  }

  @Test
  void whatAnotherMayNotSendComesIntoNoBundle() throws Exception {
    MqttAsyncClient device = connect("a-2", "a", "secret-a", 30);
    IMqttToken refused = device.publish("v1/devices/b/telemetry", message(1, 1));
    try {
      refused.waitForCompletion(10_000);
    } catch (MqttException e) {
      assertThat(e.getReasonCode()).isEqualTo(0x87);
    }
    device.publish(TOPIC, message(2, 0)).waitForCompletion(10_000);

    await().atMost(SOON).until(() -> received.size() == 1);
    assertThat(number(received.get(0))).isEqualTo(2);
    device.disconnect().waitForCompletion();
  }

  @Test
  void acknowledgementsKeepTheOrderOfTheMessages() throws Exception {
    MqttAsyncClient device = connect("a-3", "a", "secret-a", 30);
    List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    List<IMqttToken> sent = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean retained = i % 3 == 2; // goes the broker's own way
      MqttMessage message = message(i, 1);
      message.setRetained(retained);
      sent.add(device.publish(TOPIC, message, i, new InOrder(acknowledged)));
    }
    for (IMqttToken token : sent) {
      token.waitForCompletion(10_000);
    }

    await().atMost(SOON).until(() -> acknowledged.size() == 60);
    assertThat(acknowledged).isEqualTo(numbers(60));
    await().atMost(SOON).until(() -> received.size() == 40);
    device.disconnect().waitForCompletion();
  }

  @Test
  void aTopicAliasNamesTheSameTopic() throws Exception {
    MqttAsyncClient device = connect("a-4", "a", "secret-a", 30);
    for (int i = 0; i < 3; i++) {
      MqttMessage message = message(i, 1);
      message.getProperties().setTopicAlias(1);
      device.publish(TOPIC, message).waitForCompletion(10_000);
    }

    await().atMost(SOON).until(() -> received.size() == 3);
    assertThat(received).extracting(MessageBundle.Published::topic).containsOnly(TOPIC);
    device.disconnect().waitForCompletion();
  }

  @Test
  void whoeverPublishesIsAlive() throws Exception {
    MqttAsyncClient device = connect("a-5", "a", "secret-a", 2);
    for (int i = 0; i < 30; i++) {
      device.publish(TOPIC, message(i, 1)).waitForCompletion(10_000);
      Thread.sleep(250);
    }

    assertThat(device.isConnected()).isTrue();
    assertThat(received).hasSize(30);
    device.disconnect().waitForCompletion();
  }

  @Test
  void nothingIsLostWhenNoEdgeIsThere() throws Exception {
    edge.disconnect().waitForCompletion();
    MqttAsyncClient device = connect("a-6", "a", "secret-a", 30);
    for (int i = 0; i < 20; i++) {
      device.publish(TOPIC, message(i, 1)).waitForCompletion(10_000);
    }

    assertThat(broker.depth("edge.v1.edge.bundles")).isPositive();
    device.disconnect().waitForCompletion();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private int number(MessageBundle.Published message) {
    return Integer.parseInt(new String(message.payload(), StandardCharsets.UTF_8));
  }

  private static MqttMessage message(int number, int qos) {
    MqttMessage message =
        new MqttMessage(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    message.setQos(qos);
    message.setProperties(new MqttProperties());
    return message;
  }

  private MqttAsyncClient connect(String clientId, String user, String secret, int keepAlive)
      throws MqttException {
    MqttAsyncClient client = new MqttAsyncClient(broker.uri(), clientId, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    options.setKeepAliveInterval(keepAlive);
    client.connect(options).waitForCompletion(10_000);
    return client;
  }

  /** Takes bundles apart. */
  private record Unbundling(List<Integer> sizes, List<MessageBundle.Published> received)
      implements MessageListener {
    @Override
    public void messageArrived(String topic, MqttMessage message)
        throws MalformedTelemetryException {
      List<MessageBundle.Published> bundle = MessageBundle.read(message.getPayload());
      sizes.add(bundle.size());
      received.addAll(bundle);
    }
  }

  /** Notes what is acknowledged, in that order. */
  private record InOrder(List<Integer> acknowledged)
      implements org.eclipse.paho.mqttv5.client.MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      acknowledged.add((Integer) token.getUserContext());
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
      acknowledged.add(-1);
    }
  }
}
