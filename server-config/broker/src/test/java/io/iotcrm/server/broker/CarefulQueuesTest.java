package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that devices saw acknowledged stay in their queue, whatever becomes of subscribers. */
class CarefulQueuesTest {
  private static final String FILTER = "$share/edge/v1/devices/+/telemetry";
  private static final String QUEUE = "edge.v1.devices.*.telemetry";
  private static final int MESSAGES = 5;

  private TestBroker broker;

  @BeforeEach
  void anEdgeIsAwayWhileADeviceReports() throws Exception {
    broker = new TestBroker();
    MqttClient edge = connect("edge-1", "edge/e", "secret-e");
    edge.subscribe(new MqttSubscription[] {new MqttSubscription(FILTER, 1)});
    edge.disconnect();
    edge.close();
    MqttClient device = connect("a", "device/a", "secret-a");
    for (int i = 0; i < MESSAGES; i++) {
      device.publish(
          "v1/devices/a/telemetry", new MqttMessage(("r" + i).getBytes(), 1, false, null));
    }
    device.disconnect();
    device.close();
    assertThat(broker.depth(QUEUE)).isEqualTo(MESSAGES);
  }

  @AfterEach
  void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void aDeviceThatSubscribesToWhatIsNotItsOwnDestroysNothing() throws Exception {
    MqttClient device = connect("b", "device/b", "secret-b");

    assertThatThrownBy(
            () -> {
              int code =
                  device.subscribe(new MqttSubscription[] {new MqttSubscription(FILTER, 1)})
                      .getReasonCodes()[0];
              if (code > 2) {
                throw new MqttException(code);
              }
            })
        .isInstanceOf(MqttException.class);

    assertThat(broker.server.locateQueue(QUEUE)).isNotNull();
    assertThat(broker.depth(QUEUE)).isEqualTo(MESSAGES);
    device.disconnect();
    device.close();
  }

  @Test
  void anEdgeThatDiesWhileItsSessionIsResumedDestroysNothing() throws Exception {
    for (int i = 0; i < 200; i++) {
      connectAndDie("edge-1", "edge/e", "secret-e");
    }

    assertThat(broker.server.locateQueue(QUEUE)).isNotNull();
    assertThat(broker.depth(QUEUE)).isEqualTo(MESSAGES);
  }

  /** Sends CONNECT and is gone before the answer. */
  private void connectAndDie(String clientId, String user, String password) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeUTF("MQTT");
    out.writeByte(5);
    out.writeByte(0xC0); // user name and password, not a clean start
    out.writeShort(30);
    out.writeByte(5); // length of the properties
    out.writeByte(0x11); // session expiry interval
    out.writeInt(3600);
    out.writeUTF(clientId);
    out.writeUTF(user);
    out.writeUTF(password);
    URI address = URI.create(broker.uri());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoLinger(true, 0);
      byte[] packet = new byte[2 + body.size()];
      packet[0] = 0x10;
      packet[1] = (byte) body.size();
      System.arraycopy(body.toByteArray(), 0, packet, 2, body.size());
      socket.getOutputStream().write(packet);
      socket.getOutputStream().flush();
    }
  }

  private MqttClient connect(String clientId, String user, String password) throws MqttException {
    MqttClient client = new MqttClient(broker.uri(), clientId, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    options.setUserName(user);
    options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    client.connect(options);
    return client;
  }
}
