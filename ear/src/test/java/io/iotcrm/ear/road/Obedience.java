package io.iotcrm.ear.road;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Does what every command says, and reports success. */
record Obedience(MqttDevice device) implements MqttCallback {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void messageArrived(String topic, MqttMessage message) throws Exception {
    JsonNode command = JSON.readTree(message.getPayload());
    device.commands().add(command.toString());
    device.publish(
        topic + "/" + command.get("id").asText() + "/result",
        "{\"state\":\"SUCCEEDED\",\"result\":{\"done\":true}}");
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    // The client reconnects by itself.
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    // It shows as a command that is never answered.
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // Nobody waits for it.
  }

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {
    // The session is persistent: the subscription is still there.
  }

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {
    // No enhanced authentication is used.
  }
}
