package io.iotcrm.server.broker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Tells the application which devices are connected: a durable message to the queue {@code
 * presence-events} four times a second at most, and only if something changed:
 *
 * <pre>{"base":B,"started":T,"events":[{"device":"ID","span":N,"connected":true,"at":T}]}</pre>
 *
 * <p>{@code started} is in the first message of a broker process only: whoever was connected before
 * it, in spans below {@code base}, is not any more. So a broker that is killed needs no farewell.
 */
public final class PresencePlugin implements ActiveMQServerPlugin {
  static final String EVENTS = "presence-events";

  private static final Logger LOG = System.getLogger(PresencePlugin.class.getName());
  private static final int MOST_EVENTS = 2_000;
  private static final long EVERY_MILLIS = 250;

  private final long startedAt = System.currentTimeMillis();
  private final ConnectionSpans spans = new ConnectionSpans(startedAt);
  private ActiveMQServer server;
  private ScheduledExecutorService timer;
  private boolean toldStart;

  @Override
  public void registered(ActiveMQServer registeredAt) {
    server = registeredAt;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "iotcrm-presence");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(this::tell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void unregistered(ActiveMQServer registeredAt) {
    timer.shutdownNow();
  }

  @Override
  public void afterCreateSession(ServerSession session) {
    RemotingConnection connection = session.getRemotingConnection();
    ConnectedSubject.principal(connection.getSubject())
        .filter(who -> who.kind() == BrokerPrincipal.Kind.DEVICE)
        .ifPresent(who -> spans.opened(who.id(), connection.getID(), System.currentTimeMillis()));
  }

  @Override
  public void afterDestroyConnection(RemotingConnection connection) {
    spans.closed(connection.getID(), System.currentTimeMillis());
  }

  private void tell() {
    if (!server.isActive()) {
      return;
    }
    List<ConnectionSpans.Change> changes = spans.take(MOST_EVENTS, System.currentTimeMillis());
    if (changes.isEmpty() && toldStart) {
      return;
    }
    try {
      server.getPostOffice().route(message(changes), false);
      toldStart = true;
    } catch (Exception e) {
      spans.giveBack(changes);
      LOG.log(Level.WARNING, "cannot tell who is connected; tried again", e);
    }
  }

  private Message message(List<ConnectionSpans.Change> changes) {
    String events =
        changes.stream()
            .map(
                change ->
                    "{\"device\":\"%s\",\"span\":%d,\"connected\":%b,\"at\":%d}"
                        .formatted(
                            change.deviceId(), change.span(), change.connected(), change.at()))
            .collect(Collectors.joining(",", "[", "]"));
    String json =
        "{\"base\":%d,%s\"events\":%s}"
            .formatted(spans.base(), toldStart ? "" : "\"started\":" + startedAt + ",", events);
    CoreMessage message =
        new CoreMessage(server.getStorageManager().generateID(), json.length() + 256);
    message.setAddress(EVENTS);
    message.setRoutingType(RoutingType.ANYCAST);
    message.setDurable(true);
    message.setType(Message.BYTES_TYPE);
    message.setTimestamp(System.currentTimeMillis());
    message.getBodyBuffer().writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return message;
  }
}
