package io.iotcrm.edge.mqtt;

import io.iotcrm.edge.uplink.Link;
import java.io.IOException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/**
 * Publishes batches to the centre's broker at QoS 1. Each connection starts clean: what was not
 * acknowledged comes again from the uplink, which knows the order.
 */
public final class MqttLink implements Link, BrokerConnection.Listener {
  private final BrokerConnection connection;
  private final String topic; // without the lane
  private volatile Events events;

  public MqttLink(BrokerConnection.Options options, BrokerOutage outage, String edgeId) {
    this.connection = new BrokerConnection(options, outage, this);
    this.topic = "v1/ingest/" + edgeId + "/";
  }

  @Override
  public void start(Events to) {
    events = to;
    connection.start();
  }

  @Override
  public void send(long ticket, int lane, byte[] batch) throws IOException {
    publish(
        topic + lane,
        batch,
        new Answer() {
          @Override
          public void accepted() {
            events.accepted(ticket);
          }

          @Override
          public void refused(String reason) {
            events.refused(ticket, reason);
          }
        });
  }

  /** What became of a published message; after a loss, nothing is said. */
  public interface Answer {
    void accepted();

    void refused(String reason);
  }

  /**
   * Publishes at QoS 1.
   *
   * @throws IOException when there is no connection that takes it
   */
  public void publish(String to, byte[] payload, Answer answer) throws IOException {
    BrokerSession session = connection.session();
    if (session == null) {
      throw new IOException("the broker is away");
    }
    try {
      session.client().publish(to, new MqttMessage(payload, 1, false, null), null, told(answer));
    } catch (MqttException e) {
      throw new IOException("the broker's connection does not take a message", e);
    }
  }

  private static MqttActionListener told(Answer answer) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        int code = code(token);
        if (code == MqttReturnCode.RETURN_CODE_SUCCESS) {
          answer.accepted();
        } else if (code == MqttReturnCode.RETURN_CODE_NO_MATCHING_SUBSCRIBERS) {
          // A success to MQTT, a loss to us: the broker threw the message away.
          answer.refused("it has no queue for the topic");
        } else {
          answer.refused("reason code 0x" + Integer.toHexString(code));
        }
      }

      @Override
      public void onFailure(IMqttToken token, Throwable failure) {
        // A broken connection, which the listener is told about; or a refusal.
        int code = code(token);
        if (code >= 0x80) {
          answer.refused("reason code 0x" + Integer.toHexString(code));
        }
      }
    };
  }

  private static int code(IMqttToken token) {
    int[] codes = token.getReasonCodes();
    return codes == null || codes.length == 0 ? 0 : codes[0] & 0xff;
  }

  public boolean isConnected() {
    return connection.isConnected();
  }

  @Override
  public void reset() {
    connection.reset();
  }

  @Override
  public void connected(BrokerSession session) {
    events.connected();
  }

  @Override
  public void lost(BrokerSession session) {
    events.lost();
  }

  @Override
  public void message(BrokerSession session, String from, MqttMessage message) {
    session.acknowledge(message.getId(), message.getQos()); // nothing is subscribed to
  }

  @Override
  public void close() {
    connection.close();
  }
}
