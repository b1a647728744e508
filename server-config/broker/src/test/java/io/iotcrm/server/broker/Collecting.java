package io.iotcrm.server.broker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** Collects what arrives. */
record Collecting(List<String> received) implements MessageListener {
  @Override
  public void messageArrived(String topic, MqttMessage message) {
    received.add(new String(message.getPayload(), StandardCharsets.UTF_8));
  }
}
