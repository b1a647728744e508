package io.iotcrm.edge.mqtt;

import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

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
  private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(5);
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
  private volatile BrokerSession session;

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
    void connected(BrokerSession session) throws MqttException;

    void lost(BrokerSession session);

    /**
     * Takes the message or blocks; {@link BrokerSession#acknowledge} is called by whoever keeps it.
     */
    void message(BrokerSession session, String topic, MqttMessage message)
        throws InterruptedException;
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
    BrokerSession open = session;
    return open != null && open.isOpen();
  }

  /** The open session, or null. */
  public BrokerSession session() {
    BrokerSession open = session;
    return open != null && open.isOpen() ? open : null;
  }

  /** Drops what there is and connects again. */
  public void reset() {
    BrokerSession open = session;
    if (open != null) {
      open.end();
    }
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (!closed) {
        BrokerSession attempt = open();
        if (attempt != null) {
          long opened = System.nanoTime();
          attempt.awaitEnd();
          end(attempt);
          if (System.nanoTime() - opened > LASTING_NANOS) {
            pause = FIRST_PAUSE_MILLIS;
          }
        }
        if (!closed) {
          Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
          pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
      }
    } catch (InterruptedException e) {
      BrokerSession open = session;
      if (open != null) {
        end(open);
      }
      Thread.currentThread().interrupt();
    }
  }

  private BrokerSession open() throws InterruptedException {
    BrokerSession attempt = null;
    try {
      attempt = new BrokerSession(options.url(), options.clientId(), listener);
      listener.opening();
      attempt.client().connect(connectionOptions()).waitForCompletion(CONNECT_MILLIS);
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

  private void end(BrokerSession ended) {
    session = null;
    if (!closed) {
      outage.began(options.clientId(), ended.cause());
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

  static String reason(MqttException e) {
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
}
