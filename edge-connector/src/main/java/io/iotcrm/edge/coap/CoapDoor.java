package io.iotcrm.edge.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;

/**
 * The CoAP server. Not encrypted: it belongs on the loopback interface or a closed network until
 * DTLS is there.
 */
public final class CoapDoor implements AutoCloseable {
  static {
    CoapConfig.register();
    UdpConfig.register();
  }

  private final CoapServer server;
  private final String host;

  public CoapDoor(InetSocketAddress address, DeviceTree tree) {
    host = address.getHostString();
    Configuration config = configuration();
    server = new CoapServer(config);
    CoapEndpoint.Builder endpoint = new CoapEndpoint.Builder();
    endpoint.setConfiguration(config);
    endpoint.setInetSocketAddress(address);
    server.addEndpoint(endpoint.build());
    server.setMessageDeliverer(tree.deliverer(server.getRoot(), config));
  }

  /**
   * Small bounds: by default the library remembers every message for four minutes, which at a
   * thousand messages a second is more memory than this process has. A device repeats its newest
   * messages only, and for 45 seconds at most (RFC 7252, MAX_TRANSMIT_SPAN).
   */
  private static Configuration configuration() {
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, TelemetryResource.MAX_BYTES);
    config.set(CoapConfig.PREFERRED_BLOCK_SIZE, 1024);
    config.set(CoapConfig.MAX_MESSAGE_SIZE, 1024);
    config.set(CoapConfig.MAX_ACTIVE_PEERS, 20_000);
    config.set(CoapConfig.MAX_SERVER_OBSERVES, 20_000);
    config.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
    config.set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, 4);
    config.set(CoapConfig.EXCHANGE_LIFETIME, 60, TimeUnit.SECONDS);
    config.set(CoapConfig.NON_LIFETIME, 60, TimeUnit.SECONDS);
    config.set(CoapConfig.USE_MESSAGE_OFFLOADING, true);
    config.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 2);
    config.set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1);
    config.set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1);
    return config;
  }

  /**
   * @throws IOException where the address cannot be used
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (IllegalStateException e) {
      throw new IOException("cannot open the CoAP address " + host + ": is the port taken?", e);
    }
  }

  public int port() {
    return server.getEndpoints().get(0).getAddress().getPort();
  }

  @Override
  public void close() {
    server.destroy();
  }
}
