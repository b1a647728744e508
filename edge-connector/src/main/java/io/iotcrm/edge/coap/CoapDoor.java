package io.iotcrm.edge.coap;

import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.status.Rejections;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;

/**
 * The CoAP server: plain on the loopback interface, over DTLS anywhere. Both lead to the same
 * resources.
 */
public final class CoapDoor implements AutoCloseable {
  static {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    NewestMessages.useForAllEndpoints();
  }

  private final CoapServer server;
  private final Endpoint plain;
  private final Endpoint secure;

  /**
   * Where plain CoAP is served.
   *
   * @param anywhere whether it may be outside of the loopback interface
   */
  public record Plain(InetSocketAddress address, boolean anywhere) {

    /**
     * @throws IllegalArgumentException where tokens and readings would cross a network unencrypted
     *     though nobody said that they may
     */
    public Plain {
      if (!anywhere && (address.isUnresolved() || !address.getAddress().isLoopbackAddress())) {
        throw new IllegalArgumentException(
            "plain CoAP on "
                + address.getHostString()
                + " is readable by everybody on the network: keep iotcrm.edge.coap.host on the"
                + " loopback interface and let devices use coaps, or, on a closed network, set"
                + " iotcrm.edge.coap.plain=anywhere");
      }
    }
  }

  /**
   * Where CoAP over DTLS is served.
   *
   * @param keystore a PKCS #12 file with the edge's key and certificate, or null for keys only
   */
  public record Secure(InetSocketAddress address, Path keystore, String keystorePassword) {}

  /**
   * @param secure null for no DTLS
   * @param askRegistry called where a stranger shakes hands
   * @throws IOException where the keystore cannot be used
   */
  public CoapDoor(
      Plain at,
      Secure secure,
      DeviceTree tree,
      Supplier<Registry> registry,
      Runnable askRegistry,
      Rejections rejections)
      throws IOException {
    Configuration config = configuration();
    server = new CoapServer(config);
    CoapEndpoint.Builder endpoint = new CoapEndpoint.Builder();
    endpoint.setConfiguration(config);
    endpoint.setInetSocketAddress(at.address());
    plain = endpoint.build();
    server.addEndpoint(plain);
    this.secure =
        secure == null
            ? null
            : SecureEndpoint.of(secure, configuration(), registry, askRegistry, rejections);
    if (this.secure != null) {
      server.addEndpoint(this.secure);
    }
    server.setMessageDeliverer(tree.deliverer(server.getRoot(), config));
  }

  /**
   * Small bounds: this process has little memory. A device repeats a message for 45 seconds at most
   * (RFC 7252, MAX_TRANSMIT_SPAN).
   */
  private static Configuration configuration() {
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, TelemetryResource.MAX_BYTES);
    config.set(CoapConfig.PREFERRED_BLOCK_SIZE, 1024);
    config.set(CoapConfig.MAX_MESSAGE_SIZE, 1024);
    config.set(CoapConfig.MAX_ACTIVE_PEERS, 20_000);
    config.set(CoapConfig.MAX_SERVER_OBSERVES, 20_000);
    config.set(CoapConfig.EXCHANGE_LIFETIME, 60, TimeUnit.SECONDS);
    config.set(CoapConfig.NON_LIFETIME, 60, TimeUnit.SECONDS);
    config.set(CoapConfig.USE_MESSAGE_OFFLOADING, true);
    config.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 2);
    config.set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1);
    config.set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1);
    return config;
  }

  /**
   * @throws IOException where an address cannot be used
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (IllegalStateException e) {
      throw new IOException("cannot open the CoAP addresses: is a port taken?", e);
    }
    for (Endpoint endpoint : server.getEndpoints()) {
      if (!endpoint.isStarted()) {
        server.destroy();
        throw new IOException("cannot open the address of " + endpoint.getUri());
      }
    }
  }

  /** The port of plain CoAP. */
  public int port() {
    return plain.getAddress().getPort();
  }

  /** The port of CoAP over DTLS; 0 where there is none. */
  public int securePort() {
    return secure == null ? 0 : secure.getAddress().getPort();
  }

  @Override
  public void close() {
    server.destroy();
  }
}
