package io.iotcrm.edge.mqtt;

import io.iotcrm.edge.mqtt.BrokerConnection.Listener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** One connection, from its opening to its end. Message ids mean nothing beyond it. */
public final class BrokerSession implements MqttCallback {
  private static final Logger LOG = System.getLogger(BrokerSession.class.getName());

  private final MqttAsyncClient client;
  private final Listener listener;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String cause = "reset by the edge";

  BrokerSession(String url, String clientId, Listener listener) throws MqttException {
    client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
    this.listener = listener;
    client.setManualAcks(true);
    client.setCallback(this);
  }

  public boolean isOpen() {
    return over.getCount() > 0 && client.isConnected();
  }

  /**
   * Subscribes at QoS 1 without waiting: a broker that resumes a full session answers late. A
   * refusal ends the session, and the next one tries again.
   */
  public void subscribe(String filter) throws MqttException {
    MqttActionListener told =
        new MqttActionListener() {
          @Override
          public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && (codes[0] & 0xff) >= 0x80) {
              onFailure(token, null);
            }
          }

          @Override
          public void onFailure(IMqttToken token, Throwable failure) {
            cause = "the subscription to " + filter + " was refused";
            over.countDown();
          }
        };
    client.subscribe(
        new MqttSubscription[] {new MqttSubscription(filter, 1)}, null, told, new MqttProperties());
  }

  /** The underlying client, for publishing. */
  public MqttAsyncClient client() {
    return client;
  }

  /**
   * Acknowledges a delivery of this session; does nothing once the session is over. Takes the id
   * alone, so that who waits to acknowledge does not hold the payload in memory.
   */
  public void acknowledge(int messageId, int qos) {
    if (qos == 0 || !isOpen()) {
      return;
    }
    try {
      client.messageArrivedComplete(messageId, qos);
    } catch (MqttException e) {
      LOG.log(Level.DEBUG, "an acknowledgement came too late", e);
    }
  }

  /** Waits for the end. */
  void awaitEnd() throws InterruptedException {
    over.await();
  }

  /** Ends the session; {@link BrokerConnection} disposes of it and opens the next. */
  void end() {
    over.countDown();
  }

  /** Why it ended, for people. */
  String cause() {
    return cause;
  }

  void dispose(boolean orderly) {
    over.countDown();
    try {
      if (orderly && client.isConnected()) {
        client.disconnect(500).waitForCompletion(2_000);
      } else {
        client.disconnectForcibly(0, TimeUnit.SECONDS.toMillis(1), false);
      }
    } catch (MqttException e) {
      LOG.log(Level.DEBUG, "disconnecting", e);
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.log(Level.DEBUG, "closing a client", e);
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    cause =
        response.getException() != null
            ? BrokerConnection.reason(response.getException())
            : response.toString();
    over.countDown();
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
    if (over.getCount() > 0) {
      listener.message(this, topic, message);
    }
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    LOG.log(Level.DEBUG, "MQTT error", exception);
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
