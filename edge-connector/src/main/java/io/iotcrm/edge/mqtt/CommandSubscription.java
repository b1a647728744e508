package io.iotcrm.edge.mqtt;

import io.iotcrm.edge.pipeline.Acknowledgement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Takes the commands of CoAP devices off the broker: only of those that asked for theirs, over a
 * connection of its own, so that commands that wait for a sleeping device do not use up what
 * telemetry may have unacknowledged.
 */
public final class CommandSubscription implements BrokerConnection.Listener, AutoCloseable {
  private static final Logger LOG = System.getLogger(CommandSubscription.class.getName());

  private final BrokerConnection connection;
  private final Set<String> devices = ConcurrentHashMap.newKeySet();
  private Receiver receiver;
  private boolean started;

  /** Where commands go. */
  public interface Receiver {
    void deliver(String deviceId, byte[] command, Acknowledgement acknowledgement);

    /** All that was delivered and not acknowledged will come again. */
    void clear();
  }

  public CommandSubscription(BrokerConnection.Options options, BrokerOutage outage) {
    this.connection = new BrokerConnection(options, outage, this);
  }

  public void deliverTo(Receiver to) {
    receiver = to;
  }

  /** Subscribes to the device's commands, once; does not wait for the broker. */
  public void subscribe(String deviceId) {
    if (!devices.add(deviceId)) {
      return;
    }
    synchronized (this) {
      if (!started) {
        started = true;
        connection.start();
      }
    }
    BrokerSession session = connection.session();
    if (session != null) {
      try {
        session.subscribe(filter(deviceId));
      } catch (MqttException e) {
        LOG.log(Level.DEBUG, "subscribed with the next connection", e);
        connection.reset();
      }
    }
  }

  private static String filter(String deviceId) {
    return "v1/devices/" + deviceId + "/commands";
  }

  @Override
  public void connected(BrokerSession session) throws MqttException {
    for (String device : devices) {
      session.subscribe(filter(device));
    }
  }

  @Override
  public void lost(BrokerSession session) {
    receiver.clear();
  }

  @Override
  public void message(BrokerSession session, String topic, MqttMessage message) {
    int id = message.getId();
    int qos = message.getQos();
    String[] levels = topic.split("/", 5);
    if (levels.length == 4) {
      receiver.deliver(levels[2], message.getPayload(), () -> session.acknowledge(id, qos));
    } else {
      session.acknowledge(message.getId(), message.getQos());
    }
  }

  @Override
  public synchronized void close() {
    if (started) {
      connection.close();
    }
  }
}
