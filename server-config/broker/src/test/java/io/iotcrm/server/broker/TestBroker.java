package io.iotcrm.server.broker;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A real Artemis in this process, with MQTT on a free port, set up as the product's own. */
final class TestBroker {
  final FakeCredentials credentials =
      new FakeCredentials().device("a", "secret-a").device("b", "secret-b").edge("e", "secret-e");
  final ActiveMQServer server;
  private final String uri;

  TestBroker() throws Exception {
    this("");
  }

  /**
   * @param tls what makes the acceptor one of TLS; "" for a plain one
   */
  TestBroker(String tls) throws Exception {
    this(tls, Map.of());
  }

  /**
   * @param quota properties of the plugin with the quotas
   */
  TestBroker(String tls, Map<String, String> quota) throws Exception {
    this(tls, quota, false);
  }

  /** One that puts telemetry into bundles. */
  static TestBroker withBundles() throws Exception {
    return new TestBroker("", Map.of(), true);
  }

  /** One that has a journal, and the product's settings for addresses. */
  static TestBroker withJournal(Path data) throws Exception {
    return new TestBroker(
        "",
        Map.of(),
        false,
        configuration -> {
          configuration
              .setPersistenceEnabled(true)
              .setJournalType(JournalType.NIO)
              .setBrokerInstance(data.toFile());
          productSettings().forEach(configuration::addAddressSetting);
        });
  }

  /** As {@link #withJournal}, whose queue of batches keeps lanes in order. */
  static TestBroker withLanes(Path data) throws Exception {
    TestBroker broker = withJournal(data);
    broker.server.registerBrokerPlugin(new IngestLanesPlugin());
    broker.server.locateQueue("telemetry-ingest").setGroupRebalance(true);
    return broker;
  }

  private static Map<String, AddressSettings> productSettings() {
    try {
      String product = Files.readString(Path.of("../artemis/broker.xml"));
      String anyValues = product.replaceAll("\\$\\{[^}]*}", "1");
      return new FileConfigurationParser()
          .parseMainConfig(new ByteArrayInputStream(anyValues.getBytes(StandardCharsets.UTF_8)))
          .getAddressSettings();
    } catch (Exception e) {
      throw new IllegalStateException("the product's broker.xml cannot be read", e);
    }
  }

  private TestBroker(String tls, Map<String, String> quota, boolean bundles) throws Exception {
    this(tls, quota, bundles, configuration -> {});
  }

  private TestBroker(
      String tls, Map<String, String> quota, boolean bundles, Consumer<Configuration> more)
      throws Exception {
    int port;
    try (java.net.ServerSocket socket =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    uri = "tcp://127.0.0.1:" + port;
    Configuration configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(true)
            .setJMXManagementEnabled(false)
            .setSecurityInvalidationInterval(500)
            .setAuthenticationCacheSize(0)
            .addAcceptorConfiguration("all", uri + "?protocols=MQTT,CORE" + tls)
            .addAddressSetting(
                "#", new AddressSettings().setAutoCreateAddresses(true).setAutoCreateQueues(true))
            .addAddressConfiguration(queue(CommandReceiptPlugin.RECEIPTS, RoutingType.ANYCAST))
            .addAddressConfiguration(queue(PresencePlugin.EVENTS, RoutingType.ANYCAST))
            .addAddressConfiguration(
                new CoreAddressConfiguration()
                    .setName("v1.ingest.#")
                    .addRoutingType(RoutingType.MULTICAST)
                    .addQueueConfig(
                        QueueConfiguration.of("telemetry-ingest")
                            .setAddress("v1.ingest.#")
                            .setRoutingType(RoutingType.MULTICAST)));
    more.accept(configuration);
    IotCrmSecurityManager security =
        new IotCrmSecurityManager(
            new BrokerSettings(
                "", "", "", "app", "app-secret", Duration.ofMillis(500), Duration.ofHours(1)),
            credentials,
            Clock.systemUTC());
    server = new ActiveMQServerImpl(configuration, security);
    BlockedMachinesPlugin blocked = new BlockedMachinesPlugin();
    blocked.init(Map.of("interval-seconds", "1"));
    server.registerBrokerPlugin(new CarefulQueuesPlugin());
    server.registerBrokerPlugin(new MqttOrderPlugin());
    server.registerBrokerPlugin(new CommandReceiptPlugin());
    server.registerBrokerPlugin(blocked);
    server.registerBrokerPlugin(new PresencePlugin());
    QuotaPlugin quotas = new QuotaPlugin();
    quotas.init(quota);
    server.registerBrokerPlugin(quotas);
    if (bundles) {
      configuration.addAddressConfiguration(
          new CoreAddressConfiguration()
              .setName(Bundles.ADDRESS)
              .addRoutingType(RoutingType.MULTICAST)
              .addQueueConfig(
                  QueueConfiguration.of("edge." + Bundles.ADDRESS)
                      .setAddress(Bundles.ADDRESS)
                      .setRoutingType(RoutingType.MULTICAST)));
      server.registerBrokerPlugin(new BundlePlugin());
    }
    server.start();
  }

  private static CoreAddressConfiguration queue(String name, RoutingType type) {
    return new CoreAddressConfiguration()
        .setName(name)
        .addRoutingType(type)
        .addQueueConfig(QueueConfiguration.of(name).setAddress(name).setRoutingType(type));
  }

  String uri() {
    return uri;
  }

  long depth(String queue) {
    return server.locateQueue(queue).getMessageCount();
  }

  interface Work {
    void with(ClientSession session) throws Exception;
  }

  /** As the application does, though over the broker's own protocol rather than JMS. */
  void asApplication(Work work) throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(uri);
        org.apache.activemq.artemis.api.core.client.ClientSessionFactory factory =
            locator.createSessionFactory();
        ClientSession session =
            factory.createSession("app", "app-secret", false, true, true, false, 0)) {
      session.start();
      work.with(session);
    }
  }

  void close() throws Exception {
    server.stop();
  }
}
