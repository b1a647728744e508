package io.iotcrm.server.broker;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Keeps devices within their profiles' quotas, and the broker within its own: property {@code
 * connects-per-second} (500; 0 for no limit) and {@code messages-per-second} (0) for all devices
 * together. Edges and the application have none.
 *
 * <p>The broker's interceptors can only end a connection, so {@link QuotaHandler} stands before its
 * MQTT handler in each connection's pipeline.
 */
public final class QuotaPlugin implements ActiveMQServerPlugin {
  private int connectsPerSecond = 500;
  private int messagesPerSecond;
  private ScheduledExecutorService background;
  private Quotas quotas;
  private TokenBucket connects;
  private TokenBucket messages;

  @Override
  public void init(Map<String, String> properties) {
    connectsPerSecond = number(properties, "connects-per-second", connectsPerSecond);
    messagesPerSecond = number(properties, "messages-per-second", messagesPerSecond);
  }

  private static int number(Map<String, String> properties, String name, int standard) {
    String text = properties.getOrDefault(name, Integer.toString(standard)).trim();
    try {
      return Math.min(1_000_000, Integer.parseUnsignedInt(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "QuotaPlugin: " + name + " is to be a whole number, not " + text, e);
    }
  }

  @Override
  public void registered(ActiveMQServer server) {
    if (!(server.getSecurityManager() instanceof IotCrmSecurityManager security)) {
      throw new IllegalStateException("without IotCrmSecurityManager there are no quotas");
    }
    background =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "iotcrm-quotas");
              thread.setDaemon(true);
              return thread;
            });
    quotas = new Quotas(security::quota, background);
    connects = bucket(connectsPerSecond);
    messages = bucket(messagesPerSecond);
    background.scheduleWithFixedDelay(
        () -> quotas.forgetIdle(System.currentTimeMillis()), 10, 10, TimeUnit.MINUTES);
  }

  private static TokenBucket bucket(int perSecond) {
    return perSecond == 0
        ? null
        : new TokenBucket(perSecond, 60 * perSecond, System.currentTimeMillis());
  }

  @Override
  public void unregistered(ActiveMQServer server) {
    background.shutdownNow();
  }

  @Override
  public void afterCreateConnection(RemotingConnection connection) {
    MqttPipeline.insert(connection, "iotcrm-quota", () -> new QuotaHandler(this, connection));
  }

  @Override
  public void afterCreateSession(ServerSession session) {
    ConnectedSubject.principal(session.getRemotingConnection().getSubject())
        .filter(who -> who.kind() == BrokerPrincipal.Kind.DEVICE)
        .ifPresent(who -> quotas.load(who.id(), System.currentTimeMillis()));
  }

  /** What all connections share. */
  boolean admitsConnect(long now) {
    return connects == null || connects.take(now);
  }

  /** What all devices share; null: no limit. */
  TokenBucket messages() {
    return messages;
  }

  Quotas quotas() {
    return quotas;
  }
}
