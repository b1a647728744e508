package io.iotcrm.edge.mqtt;

import io.iotcrm.edge.pipeline.ForeignGateways;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Takes what foreign gateways publish off the broker, from the topics that the administrator named.
 * Over a connection of its own: a broker that refuses one of these topics must not keep the edge
 * from its own. The subscriptions are shared, so that several edges on one broker divide the
 * messages.
 */
public final class GatewaySubscription implements BrokerConnection.Listener, AutoCloseable {
  private final List<String> filters;
  private final ForeignGateways gateways;
  private final BrokerConnection connection;
  private volatile boolean stopping;
  private boolean started;

  /**
   * @param filters MQTT topic filters; none for no subscription
   */
  public GatewaySubscription(
      BrokerConnection.Options options,
      BrokerOutage outage,
      List<String> filters,
      ForeignGateways gateways) {
    this.filters = List.copyOf(filters);
    this.gateways = gateways;
    this.connection = new BrokerConnection(options, outage, this);
  }

  public synchronized void start() {
    if (!filters.isEmpty() && !started) {
      started = true;
      connection.start();
    }
  }

  @Override
  public void connected(BrokerSession session) throws MqttException {
    for (String filter : filters) {
      session.subscribe("$share/edge/" + filter);
    }
  }

  @Override
  public void lost(BrokerSession session) {
    // What was not acknowledged comes again; the intake recognises it by its readings.
  }

  @Override
  public void message(BrokerSession session, String topic, MqttMessage message)
      throws InterruptedException {
    if (!stopping) {
      int id = message.getId();
      int qos = message.getQos();
      gateways.take(topic, message.getPayload(), () -> session.acknowledge(id, qos));
    }
  }

  /** Takes no more; what comes stays unacknowledged with the broker. */
  public void stop() {
    stopping = true;
  }

  @Override
  public synchronized void close() {
    if (started) {
      connection.close();
    }
  }
}
