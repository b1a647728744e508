package io.iotcrm.edge.mqtt;

import io.iotcrm.edge.rule.LocalCommands;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/**
 * Publishes commands that rules at the edge send, to the devices' own broker. Over a connection of
 * its own, opened when the first such rule is in force: who waits for an acknowledgement must not
 * be the thread that reads it.
 */
public final class LocalCommandLink implements LocalCommands, BrokerConnection.Listener {
  private static final Logger LOG = System.getLogger(LocalCommandLink.class.getName());
  private static final long PATIENCE_MILLIS = 1_000;

  private final BrokerConnection connection;
  private boolean started;

  public LocalCommandLink(BrokerConnection.Options options, BrokerOutage outage) {
    this.connection = new BrokerConnection(options, outage, this);
  }

  @Override
  public synchronized void prepare() {
    if (!started) {
      started = true;
      connection.start();
    }
  }

  /** Only what the broker keeps for somebody counts as sent: no subscriber is no success. */
  @Override
  public boolean send(String deviceId, byte[] command, Instant expiresAt) {
    BrokerSession session = connection.session();
    if (session == null) {
      return false;
    }
    MqttMessage message = new MqttMessage(command, 1, false, new MqttProperties());
    message
        .getProperties()
        .setMessageExpiryInterval(
            Math.max(1, Duration.between(Instant.now(), expiresAt).toSeconds()));
    try {
      IMqttToken token = session.client().publish("v1/devices/" + deviceId + "/commands", message);
      token.waitForCompletion(PATIENCE_MILLIS);
      int[] codes = token.getReasonCodes();
      return codes == null
          || codes.length == 0
          || (codes[0] & 0xff) == MqttReturnCode.RETURN_CODE_SUCCESS;
    } catch (MqttException e) {
      LOG.log(Level.DEBUG, "a command is left to the centre", e);
      return false;
    }
  }

  @Override
  public void connected(BrokerSession session) {}

  @Override
  public void lost(BrokerSession session) {}

  @Override
  public void message(BrokerSession session, String topic, MqttMessage message) {
    session.acknowledge(message.getId(), message.getQos()); // nothing is subscribed to
  }

  public synchronized void close() {
    if (started) {
      connection.close();
    }
  }
}
