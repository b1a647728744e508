package io.iotcrm.server.broker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Ends the connections of machines that have been blocked or whose secret was taken away. Without
 * it a device that is already connected would go on receiving commands. One that comes back is told
 * that it is blocked, see {@link RefusalHandler}. On the way it writes down which credentials were
 * used.
 *
 * <p>Property {@code interval-seconds}, 15 by default. While the database is away nobody is cut.
 */
public final class BlockedMachinesPlugin implements ActiveMQServerPlugin {
  private static final Logger LOG = System.getLogger(BlockedMachinesPlugin.class.getName());

  private int intervalSeconds = 15;
  private ScheduledExecutorService timer;

  @Override
  public void init(Map<String, String> properties) {
    intervalSeconds =
        Integer.parseInt(
            properties.getOrDefault("interval-seconds", Integer.toString(intervalSeconds)));
  }

  @Override
  public void registered(ActiveMQServer server) {
    if (!(server.getSecurityManager() instanceof IotCrmSecurityManager security)) {
      LOG.log(Level.WARNING, "without IotCrmSecurityManager there is nobody to cut");
      return;
    }
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "iotcrm-blocked-machines");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(
        () -> sweep(server, security), intervalSeconds, intervalSeconds, TimeUnit.SECONDS);
  }

  @Override
  public void afterCreateConnection(RemotingConnection connection) {
    MqttPipeline.insert(connection, "iotcrm-refusal", RefusalHandler::new);
  }

  @Override
  public void unregistered(ActiveMQServer server) {
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  private static void sweep(ActiveMQServer server, IotCrmSecurityManager security) {
    if (!server.isActive()) {
      return;
    }
    try {
      security.writeUse();
      Map<RemotingConnection, BrokerPrincipal> connected = connectedMachines(server);
      if (connected.isEmpty()) {
        return;
      }
      Set<String> valid =
          security.stillValid(
              connected.values().stream().map(BrokerPrincipal::credential).distinct().toList());
      connected.forEach(
          (connection, machine) -> {
            if (!valid.contains(machine.credential())) {
              LOG.log(
                  Level.INFO, "cutting {0}: blocked, or its secret was revoked", machine.getName());
              connection.fail(new ActiveMQDisconnectedException("no longer allowed"));
            }
          });
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "cannot ask who is blocked", e);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "looking for blocked machines failed", e);
    }
  }

  private static Map<RemotingConnection, BrokerPrincipal> connectedMachines(ActiveMQServer server) {
    Map<RemotingConnection, BrokerPrincipal> connected = new HashMap<>();
    for (RemotingConnection connection : server.getRemotingService().getConnections()) {
      ConnectedSubject.principal(connection.getSubject())
          .filter(who -> who.kind() != BrokerPrincipal.Kind.APPLICATION)
          .ifPresent(who -> connected.put(connection, who));
    }
    return connected;
  }
}
