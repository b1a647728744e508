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
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttToken;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MQTT 5 clients against a real broker. */
class BrokerSecurityTest {
  private static final int BAD_USER_NAME_OR_PASSWORD = 0x86;
  private static final int NOT_AUTHORIZED = 0x87;
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
  void refusesTheAnonymousAndWrongSecrets() {
    assertThatThrownBy(() -> connect("x1", null, null)).isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> connect("x2", "a", "secret-b")).isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> connect("x3", "edge/a", "secret-a")).isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> connect("x4", "' or 1=1 --", "x")).isInstanceOf(MqttException.class);
  }

  @Test
  void aDeviceSendsItsReadingsToEdgesThatShareASubscription() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    MqttClient edge = connect("edge-1", "edge/e", "secret-e");
    MqttClient other = connect("edge-2", "edge/e", "secret-e");
    for (MqttClient each : List.of(edge, other)) {
      subscribe(each, "$share/edge/v1/devices/+/telemetry", received);
    }
    MqttClient device = connect("a", "device/a", "secret-a");
    for (int i = 0; i < 20; i++) {
      publish(device, "v1/devices/a/telemetry", "reading " + i);
    }

    await().atMost(SOON).until(() -> received.size() == 20);
    assertThat(received).doesNotHaveDuplicates();
    publish(edge, "v1/ingest/e", "batch");
    publish(edge, "v1/devices/a/commands/c1/result", "result");
    await().atMost(SOON).until(() -> broker.depth("telemetry-ingest") >= 1);
    close(device, edge, other);
  }

  @Test
  void aDeviceMaySendAndReceiveOnlyItsOwn() throws Exception {
    MqttClient device = connect("a-own", "a", "secret-a");

    publish(device, "v1/devices/a/telemetry", "mine");
    assertNotAuthorised(() -> publish(device, "v1/devices/b/telemetry", "not mine"));
    assertNotAuthorised(() -> publish(device, "v1/devices/a/commands", "to myself"));
    assertNotAuthorised(() -> publish(device, "v1/ingest/e", "as the edge"));
    assertNotAuthorised(() -> publish(device, "command-receipts", "forged"));
    assertRefused(device, "v1/devices/b/commands");
    assertRefused(device, "v1/devices/+/commands");
    assertRefused(device, "#");

    // A filter may name a queue: the broker takes the address of it only.
    subscribe(device, "v1/devices/a/commands::telemetry-ingest", new CopyOnWriteArrayList<>());
    assertThat(broker.server.locateQueue("telemetry-ingest").getConsumerCount()).isZero();
    close(device);
  }

  @Test
  void anEdgeMayNotSendAsAnother() throws Exception {
    MqttClient edge = connect("edge-3", "edge/e", "secret-e");

    assertNotAuthorised(() -> publish(edge, "v1/ingest/other", "batch"));
    assertNotAuthorised(() -> publish(edge, "v1/devices/a/telemetry", "reading"));
    assertRefused(edge, "v1/ingest/e");
    assertRefused(edge, "#");
    close(edge);
  }

  @Test
  void aClientIdBelongsToWhomUsedItFirst() throws Exception {
    MqttClient device = connect("mine", "a", "secret-a");

    assertThatThrownBy(() -> connect("mine", "b", "secret-b")).isInstanceOf(MqttException.class);
    assertThat(device.isConnected()).isTrue();
    close(device);
  }

  @Test
  void aCommandWaitsForItsDeviceAndItsAcknowledgementIsReported() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    MqttClient device = connectKeeping("a-commands", "a", "secret-a");
    subscribe(device, "v1/devices/a/commands", received);
    device.disconnect();
    String command = UUID.randomUUID().toString();
    sendCommand("a", command);
    device.close();

    MqttClient again = connectKeeping("a-commands", "a", "secret-a", received);

    await().atMost(SOON).until(() -> received.contains("command " + command));
    assertThat(receipt()).contains("\"commandId\":\"" + command + "\"", "\"deviceId\":\"a\"");
    close(again);
  }

  @Test
  void anEdgesAcknowledgementIsNotTheDevices() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    MqttClient edge = connect("edge-4", "edge/e", "secret-e");
    subscribe(edge, "v1/devices/+/commands", received);
    sendCommand("b", UUID.randomUUID().toString());

    await().atMost(SOON).until(() -> received.size() == 1);
    await()
        .during(Duration.ofMillis(500))
        .atMost(SOON)
        .until(() -> broker.depth(CommandReceiptPlugin.RECEIPTS) == 0);
    close(edge);
  }

  @Test
  void aBlockedDeviceIsCut() throws Exception {
    broker.credentials.device("doomed", "secret");
    MqttClient device = connect("doomed", "doomed", "secret");
    broker.credentials.blockDevice("doomed");

    await().atMost(SOON).until(() -> !device.isConnected());
    assertThat(refusal("doomed", "secret")).isEqualTo(NOT_AUTHORIZED);
    assertThat(refusal("device/doomed", "secret")).isEqualTo(NOT_AUTHORIZED);
    device.close(true);
  }

  @Test
  void onlyWhoHasTheSecretLearnsThatADeviceIsBlocked() {
    broker.credentials.device("hidden", "secret").blockDevice("hidden");

    assertThat(refusal("hidden", "guessed")).isEqualTo(BAD_USER_NAME_OR_PASSWORD);
    assertThat(refusal("nobody", "secret")).isEqualTo(BAD_USER_NAME_OR_PASSWORD);
  }

  /** The broker's answer to a client that it does not let in. */
  private int refusal(String user, String password) {
    try {
      connect("refused-" + UUID.randomUUID(), user, password);
      throw new AssertionError("was let in");
    } catch (MqttException e) {
      return e.getReasonCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void knownDevicesGoOnWhileTheDatabaseIsAway() throws Exception {
    broker.credentials.device("steady", "secret");
    MqttClient device = connect("steady", "steady", "secret");
    broker.credentials.away = true;
    try {
      await()
          .during(Duration.ofSeconds(2))
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                publish(device, "v1/devices/steady/telemetry", "reading");
                return true;
              });
      close(device);
      MqttClient again = connect("steady", "steady", "secret");
      assertThatThrownBy(() -> connect("unknown", "b", "wrong")).isInstanceOf(MqttException.class);
      close(again);
    } finally {
      broker.credentials.away = false;
    }
  }

  private void sendCommand(String deviceId, String commandId) throws Exception {
    broker.asApplication(
        session -> {
          ClientMessage message = session.createMessage(true);
          message.putStringProperty(CommandReceiptPlugin.COMMAND_ID, commandId);
          message.setRoutingType(RoutingType.MULTICAST);
          message
              .getBodyBuffer()
              .writeBytes(("command " + commandId).getBytes(StandardCharsets.UTF_8));
          session.createProducer("v1.devices." + deviceId + ".commands").send(message);
        });
  }

  private String receipt() throws Exception {
    StringBuilder text = new StringBuilder();
    broker.asApplication(
        (ClientSession session) -> {
          ClientMessage message =
              session
                  .createConsumer(
                      SimpleString.of(
                          CommandReceiptPlugin.RECEIPTS + "::" + CommandReceiptPlugin.RECEIPTS))
                  .receive(SOON.toMillis());
          byte[] body = new byte[message.getBodyBuffer().readableBytes()];
          message.getBodyBuffer().readBytes(body);
          message.acknowledge();
          text.append(new String(body, StandardCharsets.UTF_8));
        });
    return text.toString();
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void assertNotAuthorised(Action action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            MqttException.class,
            e ->
                assertThat(e.getReasonCode()).isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED));
  }

  private void assertRefused(MqttClient client, String filter) {
    assertThatThrownBy(() -> subscribe(client, filter, new CopyOnWriteArrayList<>()))
        .isInstanceOf(MqttException.class);
  }

  private MqttClient connect(String clientId, String user, String password) throws Exception {
    MqttClient client = new MqttClient(broker.uri(), clientId, new MemoryPersistence());
    client.setTimeToWait(SOON.toMillis());
    client.connect(options(user, password));
    return client;
  }

  @SafeVarargs
  private final MqttClient connectKeeping(
      String clientId, String user, String password, List<String>... received) throws Exception {
    MqttClient client = new MqttClient(broker.uri(), clientId, new MemoryPersistence());
    for (List<String> list : received) {
      client.setCallback(new Collecting(list));
    }
    MqttConnectionOptions options = options(user, password);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    client.connect(options);
    return client;
  }

  private static MqttConnectionOptions options(String user, String password) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setConnectionTimeout(10);
    if (user != null) {
      options.setUserName(user);
      options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    }
    return options;
  }

  private static void subscribe(MqttClient client, String filter, List<String> received)
      throws MqttException {
    client.setCallback(new Collecting(received));
    int[] reasons =
        client.subscribe(new MqttSubscription[] {new MqttSubscription(filter, 1)}).getReasonCodes();
    if (reasons[0] > 2) {
      throw new MqttException(reasons[0]);
    }
  }

  private static void publish(MqttClient client, String topic, String text) throws MqttException {
    // The client's own publish() does not look at the reason that the broker gives.
    MqttToken token =
        client
            .getTopic(topic)
            .publish(new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, false, null));
    token.waitForCompletion(SOON.toMillis());
    int reason = token.getReasonCodes()[0];
    if (reason >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
      throw new MqttException(reason);
    }
  }

  private static void close(MqttClient... clients) throws MqttException {
    for (MqttClient client : clients) {
      client.disconnect();
      client.close();
    }
  }
}
