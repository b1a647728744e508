package io.iotcrm.server.broker;

import java.util.Map;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Keeps and delivers the telemetry of many devices in one message. To store, route, deliver and
 * acknowledge each small message by itself is what a broker's time goes into; here that is done
 * once for all that came within a few milliseconds. A device is acknowledged when the bundle with
 * its message is on disk, as always.
 *
 * <p>Properties: {@code linger-millis} (5; 1 to 1000), how long a bundle waits for more, and {@code
 * messages} (100; 1 to 1000), how many it has at most. Messages of QoS 0 and 1 on the topics of
 * telemetry go into bundles; whatever else a device sends, goes the broker's own way.
 */
public final class BundlePlugin implements ActiveMQServerPlugin {
  private int lingerMillis = 5;
  private int mostMessages = 100;
  private IotCrmSecurityManager security;
  private Bundles bundles;

  @Override
  public void init(Map<String, String> properties) {
    lingerMillis = number(properties, "linger-millis", lingerMillis);
    mostMessages = number(properties, "messages", mostMessages);
  }

  private static int number(Map<String, String> properties, String name, int standard) {
    String text = properties.getOrDefault(name, Integer.toString(standard)).trim();
    if (!text.matches("[1-9][0-9]{0,2}|1000")) {
      throw new IllegalArgumentException(
          "BundlePlugin: " + name + " is to be a whole number from 1 to 1000, not " + text);
    }
    return Integer.parseInt(text);
  }

  @Override
  public void registered(ActiveMQServer server) {
    if (!(server.getSecurityManager() instanceof IotCrmSecurityManager manager)) {
      throw new IllegalStateException("without IotCrmSecurityManager there are no bundles");
    }
    security = manager;
    bundles = new Bundles(server, lingerMillis, mostMessages);
  }

  @Override
  public void afterCreateConnection(RemotingConnection connection) {
    MqttPipeline.insert(
        connection, "iotcrm-bundles", () -> new BundleHandler(bundles, security, connection));
  }
}
