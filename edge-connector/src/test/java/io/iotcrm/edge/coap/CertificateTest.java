package io.iotcrm.edge.coap;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.RegisteredDevice.DtlsKey;
import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.status.EdgeCounters;
import io.iotcrm.edge.status.Rejections;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
  private static final String PASSWORD = "for-this-test";

  @TempDir private Path directory;
  private volatile Registry registry = Registry.EMPTY;
  private CoapServer server;
  private CoapEndpoint endpoint;

  private Path keystore(String name, int days) throws Exception {
    Path file = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-alias",
                name,
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return file;
  }

  private static KeyStore.PrivateKeyEntry entry(Path file) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    String alias = keys.aliases().nextElement();
    return new KeyStore.PrivateKeyEntry(
        (PrivateKey) keys.getKey(alias, PASSWORD.toCharArray()), keys.getCertificateChain(alias));
  }

  @BeforeEach
  void open() throws Exception {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration config = Configuration.createStandardWithoutFile();
    endpoint =
        SecureEndpoint.of(
            new CoapDoor.Secure(
                new InetSocketAddress("127.0.0.1", 0), keystore("edge", 30), PASSWORD),
            config,
            () -> registry,
            () -> {},
            new Rejections(new EdgeCounters(), Clock.systemUTC()));
    server = new CoapServer(config);
    server.addEndpoint(endpoint);
    server.add(
        new CoapResource("who") {
          @Override
          public void handleGET(CoapExchange exchange) {
            Registry.Keyed peer =
                DtlsPeer.find(
                    exchange.advanced().getRequest().getSourceContext().getPeerIdentity(),
                    registry);
            exchange.respond(ResponseCode.CONTENT, peer == null ? "nobody" : peer.device().id());
          }
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.destroy();
  }

  /** What the server takes the owner of the keystore for; null where the handshake fails. */
  private String who(Path keystore) throws Exception {
    KeyStore.PrivateKeyEntry entry = entry(keystore);
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY);
    config.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 2);
    config.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 500, TimeUnit.MILLISECONDS);
    DtlsConnectorConfig.Builder dtls = DtlsConnectorConfig.builder(config);
    dtls.setAddress(new InetSocketAddress("127.0.0.1", 0));
    dtls.setCertificateIdentityProvider(
        new SingleCertificateProvider(
            entry.getPrivateKey(), entry.getCertificateChain(), CertificateType.X_509));
    dtls.setAdvancedCertificateVerifier(
        StaticNewAdvancedCertificateVerifier.builder().setTrustAllCertificates().build());
    CoapEndpoint own =
        new CoapEndpoint.Builder()
            .setConfiguration(config)
            .setConnector(new DTLSConnector(dtls.build()))
            .build();
    CoapClient client =
        new CoapClient("coaps://127.0.0.1:" + endpoint.getAddress().getPort() + "/who");
    client.setTimeout(5_000L);
    client.setEndpoint(own);
    try {
      CoapResponse response = client.get();
      return response == null ? null : response.getResponseText();
    } catch (ConnectorException | IOException e) {
      return null;
    } finally {
      own.destroy();
      client.shutdown();
    }
  }

  private void register(Certificate certificate, boolean enabled) {
    DtlsKey key = new DtlsKey(DtlsPeer.fingerprint(certificate), null);
    RegisteredDevice device =
        new RegisteredDevice(
            "cam1", enabled, List.of(), null, List.of(key), false, null, List.of());
    registry = new Registry(Map.of("cam1", device), Map.of(), null);
  }

  @Test
  void takesACertificateThatTheRegistryNamesAndNoOther() throws Exception {
    Path camera = keystore("cam1", 30);
    Path stranger = keystore("cam2", 30);
    register(entry(camera).getCertificate(), true);
    assertThat(who(camera)).isEqualTo("cam1");
    assertThat(who(stranger)).isNull();
    register(entry(camera).getCertificate(), false);
    assertThat(who(camera)).isNull();
  }
}
