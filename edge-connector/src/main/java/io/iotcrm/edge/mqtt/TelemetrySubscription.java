package io.iotcrm.edge.mqtt;

import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.MessageBundle;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.edge.pipeline.Acknowledgement;
import io.iotcrm.edge.pipeline.Intake;
import io.iotcrm.edge.status.Rejections;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Takes what devices and gateways publish off the broker. The subscription is shared: several edges
 * on one broker divide the messages. The broker keeps what is not acknowledged and delivers it
 * again.
 */
public final class TelemetrySubscription implements BrokerConnection.Listener {
  /** Where the cluster's own broker puts what many devices sent, many messages in one. */
  private static final String BUNDLES = "v1/edge/bundles";

  private static final List<String> FILTERS =
      List.of(
          "$share/edge/" + BUNDLES,
          "$share/edge/v1/devices/+/telemetry",
          "$share/edge/v1/gateways/+/telemetry",
          "$share/edge/v1/gateways/+/devices/+/telemetry");

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
    for (String filter : FILTERS) {
      session.subscribe(filter);
    }
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
    Acknowledgement acknowledgement = () -> session.acknowledge(id, qos);
    if (topic.equals(BUNDLES)) {
      bundle(message.getPayload(), acknowledgement);
    } else {
      message(topic, message.getPayload(), acknowledgement);
    }
  }

  private void bundle(byte[] bundle, Acknowledgement acknowledgement) throws InterruptedException {
    List<MessageBundle.Published> messages;
    try {
      messages = MessageBundle.read(bundle);
    } catch (MalformedTelemetryException e) {
      rejections.add("?", "malformed", e.getMessage());
      acknowledgement.acknowledge();
      return;
    }
    Acknowledgement each = acknowledgement.afterAll(messages.size());
    for (MessageBundle.Published message : messages) {
      message(message.topic(), message.payload(), each);
    }
  }

  private void message(String topic, byte[] payload, Acknowledgement acknowledgement)
      throws InterruptedException {
    String[] levels = topic.split("/", 7);
    boolean gateway = levels.length > 1 && levels[1].equals("gateways");
    if (levels.length == 4 && Reading.isDeviceId(levels[2])) {
      if (gateway) {
        intake.fromGatewayOf(levels[2], payload, acknowledgement);
      } else {
        intake.fromBroker(levels[2], payload, acknowledgement);
      }
    } else if (gateway && levels.length == 6 && Reading.isDeviceId(levels[4])) {
      intake.behindGateway(levels[2], levels[4], payload, acknowledgement);
    } else {
      rejections.add("?", "bad-topic", "the topic has no device's id where it should have one");
      acknowledgement.acknowledge();
    }
  }

  /** Takes no more; what comes stays unacknowledged with the broker. */
  public void stop() {
    stopping = true;
  }
}
