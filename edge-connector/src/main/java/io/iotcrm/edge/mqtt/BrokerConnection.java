package io.iotcrm.edge.mqtt;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One MQTT connection that is made again for ever after every loss, with growing, jittered pauses.
 *
 * <p>Every attempt gets a client of its own. Paho's own reconnection keeps message ids and
 * half-sent messages of the old connection, and an acknowledgement that crosses from one connection
 * to the next may hit a message that nobody has read.
 */
public final class BrokerConnection implements AutoCloseable {
  private static final Logger LOG = System.getLogger(BrokerConnection.class.getName());
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;
  private static final long CONNECT_MILLIS = 10_000;

  /**
   * No delivery is larger: the broker throws away what a device sent beyond it (MQTT 5,
   * 3.1.2.11.4), before thousands of them can fill this process' memory.
   */
  private static final long LARGEST_DELIVERY = 256 * 1024;

  private final Options options;
  private final BrokerOutage outage;
  private final Listener listener;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Session session;

  /**
   * @param sessionExpiry how long the broker keeps subscriptions and messages without us; zero for
   *     a fresh start each time
   * @param receiveMaximum how many deliveries may be unacknowledged
   */
  public record Options(
      String url,
      String clientId,
      String user,
      String secret,
      Duration sessionExpiry,
      int receiveMaximum) {}

  /** What the connection's user does with it. Calls for one session come in order. */
  public interface Listener {
    /** A connection is about to be tried; what the broker still holds may arrive from here on. */
    default void opening() {}

    /** The session is open; subscriptions are made here. A failure drops the connection. */
    void connected(Session session) throws MqttException;

    void lost(Session session);

    /** Takes the message or blocks; {@link Session#acknowledge} is called by whoever keeps it. */
    void message(Session session, String topic, MqttMessage message) throws InterruptedException;
  }

  public BrokerConnection(Options options, BrokerOutage outage, Listener listener) {
    this.options = options;
    this.outage = outage;
    this.listener = listener;
    this.thread = new Thread(this::run, options.clientId());
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public boolean isConnected() {
    Session open = session;
    return open != null && open.isOpen();
  }

  /** The open session, or null. */
  public Session session() {
    Session open = session;
    return open != null && open.isOpen() ? open : null;
  }

  /** Drops what there is and connects again. */
  public void reset() {
    Session open = session;
    if (open != null) {
      open.over.countDown();
    }
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (!closed) {
        Session attempt = open();
        if (attempt != null) {
          pause = FIRST_PAUSE_MILLIS;
          attempt.over.await();
          end(attempt);
        }
        if (!closed) {
          Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
          pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
      }
    } catch (InterruptedException e) {
      Session open = session;
      if (open != null) {
        end(open);
      }
      Thread.currentThread().interrupt();
    }
  }

  private Session open() throws InterruptedException {
    Session attempt = null;
    try {
      attempt = new Session();
      listener.opening();
      attempt.client.connect(connectionOptions()).waitForCompletion(CONNECT_MILLIS);
      session = attempt;
      listener.connected(attempt);
      outage.over(options.clientId());
      return attempt;
    } catch (MqttException e) {
      outage.began(options.clientId(), reason(e));
      if (attempt != null) {
        if (session == attempt) {
          listener.lost(attempt);
        }
        attempt.dispose(false);
      }
      session = null;
      return null;
    }
  }

  private void end(Session ended) {
    session = null;
    if (!closed) {
      outage.began(options.clientId(), ended.cause);
    }
    listener.lost(ended);
    ended.dispose(closed);
  }

  private MqttConnectionOptions connectionOptions() {
    MqttConnectionOptions connect = new MqttConnectionOptions();
    connect.setAutomaticReconnect(false);
    connect.setCleanStart(options.sessionExpiry().isZero());
    connect.setSessionExpiryInterval(options.sessionExpiry().toSeconds());
    connect.setUserName(options.user());
    connect.setPassword(options.secret().getBytes(StandardCharsets.UTF_8));
    connect.setReceiveMaximum(options.receiveMaximum());
    if (!options.sessionExpiry().isZero()) {
      // Not where batches are sent: Paho 1.2.5 takes this for the limit of what it sends, too.
      connect.setMaximumPacketSize(LARGEST_DELIVERY);
    }
    connect.setKeepAliveInterval(15);
    connect.setConnectionTimeout(5);
    connect.setTopicAliasMaximum(0);
    return connect;
  }

  private static String reason(MqttException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.toString();
  }

  /** Ends the connection; with a session that the broker keeps, its messages stay there. */
  @Override
  public void close() {
    closed = true;
    reset();
    thread.interrupt();
    try {
      thread.join(3_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection, from its opening to its end. Message ids mean nothing beyond it. */
  public final class Session implements MqttCallback {
    private final MqttAsyncClient client;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile String cause = "reset by the edge";

    private Session() throws MqttException {
      client = new MqttAsyncClient(options.url(), options.clientId(), new MemoryPersistence());
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
          new MqttSubscription[] {new MqttSubscription(filter, 1)},
          null,
          told,
          new MqttProperties());
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

    private void dispose(boolean orderly) {
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
          response.getException() != null ? reason(response.getException()) : response.toString();
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
}
