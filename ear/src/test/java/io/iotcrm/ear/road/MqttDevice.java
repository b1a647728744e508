package io.iotcrm.ear.road;

import io.iotcrm.ear.cluster.TestCluster;
import io.iotcrm.ear.road.Shop.TestDevice;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** A device that speaks MQTT 5 with a persistent session. */
final class MqttDevice implements AutoCloseable {
  private final TestDevice device;
  private final MqttAsyncClient client;
  private final Queue<String> commands = new ConcurrentLinkedQueue<>();

  MqttDevice(TestCluster cluster, TestDevice device) throws MqttException {
    this.device = device;
    String broker = "tcp://127.0.0.1:" + cluster.installation().broker().mqttPort();
    client = new MqttAsyncClient(broker, device.id(), new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("device/" + device.id());
    options.setPassword(device.secret().getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3_600L);
    options.setAutomaticReconnect(true);
    client.connect(options).waitForCompletion(10_000);
  }

  /** Publishes at QoS 1 and waits for the acknowledgement. */
  void publish(String json) throws MqttException {
    publish(device.telemetryTopic(), json).waitForCompletion(10_000);
  }

  IMqttToken publish(String topic, String json) throws MqttException {
    MqttMessage message = new MqttMessage(json.getBytes(StandardCharsets.UTF_8));
    message.setQos(1);
    return client.publish(topic, message);
  }

  /** Answers every command with success, as a thermostat would. */
  void obey() throws MqttException {
    client.setCallback(new Obedience(this));
    client.subscribe("v1/devices/" + device.id() + "/commands", 1).waitForCompletion(10_000);
  }

  Queue<String> commands() {
    return commands;
  }

  String id() {
    return device.id();
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion(5_000);
    }
    client.close(true);
  }
}
