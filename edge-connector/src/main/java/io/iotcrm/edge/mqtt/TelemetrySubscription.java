package io.iotcrm.edge.mqtt;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.edge.pipeline.Intake;
import io.iotcrm.edge.status.Rejections;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Takes what devices publish off the broker. The subscription is shared: several edges on one
 * broker divide the messages. The broker keeps what is not acknowledged and delivers it again.
 */
public final class TelemetrySubscription implements BrokerConnection.Listener {
  private static final String FILTER = "$share/edge/v1/devices/+/telemetry";

  private final Intake intake;
  private final Rejections rejections;
  private volatile boolean stopping;

  public TelemetrySubscription(Intake intake, Rejections rejections) {
    this.intake = intake;
    this.rejections = rejections;
  }

  @Override
  public void opening() {
    intake.brokerBack();
  }

  @Override
  public void connected(BrokerSession session) throws MqttException {
    session.subscribe(FILTER);
  }

  @Override
  public void lost(BrokerSession session) {
    intake.brokerLost();
  }

  @Override
  public void message(BrokerSession session, String topic, MqttMessage message)
      throws InterruptedException {
    if (stopping) {
      return;
    }
    int id = message.getId();
    int qos = message.getQos();
    String[] levels = topic.split("/", 5);
    if (levels.length != 4 || !Reading.isDeviceId(levels[2])) {
      rejections.add(
          "?", "bad-topic", "the topic is not v1/devices/ID/telemetry with a device's id");
      session.acknowledge(message.getId(), message.getQos());
      return;
    }
    intake.fromBroker(levels[2], message.getPayload(), () -> session.acknowledge(id, qos));
  }

  /** Takes no more; what comes stays unacknowledged with the broker. */
  public void stop() {
    stopping = true;
  }
}
