package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttToken;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real clients that send more than they may. */
class BrokerQuotaTest {
  private static final String TOPIC = "v1/devices/a/telemetry";
  private static final int QUOTA_EXCEEDED = 0x97;
  private TestBroker broker;

  @AfterEach
  void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void anMqtt5ClientIsToldForTheMessageAndGoesOn() throws Exception {
    broker = new TestBroker();
    broker.credentials.quotas.put("a", new CredentialSource.Quota(6, 2));
    MqttClient client = connect("quota-5");

    assertThat(publish(client, 1)).isLessThan(0x80);
    assertThat(publish(client, 1)).isLessThan(0x80);
    assertThat(publish(client, 1)).isEqualTo(QUOTA_EXCEEDED);
    assertThat(client.isConnected()).isTrue();
    await().atMost(Duration.ofSeconds(30)).until(() -> publish(client, 1) < 0x80);
    client.disconnect();
  }

  @Test
  void aMessageOfQos2IsRefusedTheSameWay() throws Exception {
    broker = new TestBroker();
    broker.credentials.quotas.put("a", new CredentialSource.Quota(1, 1));
    MqttClient client = connect("quota-2");
    publish(client, 1);

    assertThatThrownBy(() -> publish(client, 2))
        .isInstanceOfSatisfying(
            MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(QUOTA_EXCEEDED));
    client.close(true);
  }

  @Test
  void anMqtt3ClientIsSlowedAndNothingOfItsIsLost() throws Exception {
    broker = new TestBroker();
    broker.credentials.quotas.put("a", new CredentialSource.Quota(120, 1));
    try (org.eclipse.paho.client.mqttv3.MqttClient client =
        new org.eclipse.paho.client.mqttv3.MqttClient(broker.uri(), "quota-3", null)) {
      org.eclipse.paho.client.mqttv3.MqttConnectOptions options =
          new org.eclipse.paho.client.mqttv3.MqttConnectOptions();
      options.setUserName("a");
      options.setPassword("secret-a".toCharArray());
      client.connect(options);
      long began = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        client.publish(TOPIC, "{}".getBytes(StandardCharsets.UTF_8), 1, false);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
      assertThat(client.isConnected()).isTrue();
      client.disconnect();
    }
  }

  @Test
  void aClientThatConnectsTooSoonAfterOthersIsToldSo() throws Exception {
    broker = new TestBroker("", Map.of("connects-per-second", "1"));
    List<Integer> reasons =
        IntStream.range(0, 10)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> reason("quota-many-" + i)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(reasons).contains(0, 0x9F).containsOnly(0, 0x9F);
  }

  /** The broker's answer to a client that connects; 0 for one that is let in. */
  private int reason(String clientId) {
    try {
      connect(clientId).disconnect();
      return 0;
    } catch (MqttException e) {
      return e.getReasonCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private MqttClient connect(String clientId) throws Exception {
    MqttClient client = new MqttClient(broker.uri(), clientId, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("a");
    options.setPassword("secret-a".getBytes(StandardCharsets.UTF_8));
    client.connect(options);
    return client;
  }

  private static int publish(MqttClient client, int qos) throws Exception {
    MqttToken token =
        client
            .getTopic(TOPIC)
            .publish(new MqttMessage("{}".getBytes(StandardCharsets.UTF_8), qos, false, null));
    token.waitForCompletion(10_000);
    return token.getReasonCodes()[0];
  }
}
