package io.iotcrm.edge.coap;

import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.status.Rejections;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;

/**
 * CoAP over DTLS 1.2: devices prove themselves by pre-shared key or, where the edge has a
 * certificate of its own, by certificate. Sessions can be resumed, and connections have ids (RFC
 * 9146), so that a device whose address changes need not shake hands again.
 */
final class SecureEndpoint {
  private static final int CONNECTION_ID_BYTES = 6;
  private static final int MOST_CONNECTIONS = 10_000;
  private static final int IDLE_MINUTES = 30;

  private static final List<CipherSuite> WITH_KEY =
      List.of(
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256,
          CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
  private static final List<CipherSuite> WITH_CERTIFICATE =
      List.of(
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);

  private SecureEndpoint() {}

  /**
   * @throws IOException where the keystore cannot be used
   */
  static CoapEndpoint of(
      CoapDoor.Secure secure,
      Configuration config,
      Supplier<Registry> registry,
      Runnable askRegistry,
      Rejections rejections)
      throws IOException {
    configure(config);
    DtlsConnectorConfig.Builder dtls = DtlsConnectorConfig.builder(config);
    dtls.setAddress(secure.address());
    dtls.setAdvancedPskStore(new RegistryPskStore(registry, askRegistry, rejections));
    List<CipherSuite> suites = WITH_KEY;
    if (secure.keystore() != null) {
      suites = new ArrayList<>(WITH_KEY);
      suites.addAll(WITH_CERTIFICATE);
      dtls.setCertificateIdentityProvider(own(secure.keystore(), secure.keystorePassword()));
      dtls.setAdvancedCertificateVerifier(
          new RegistryCertificates(registry, askRegistry, rejections));
    }
    dtls.set(DtlsConfig.DTLS_CIPHER_SUITES, suites);
    CoapEndpoint.Builder endpoint = new CoapEndpoint.Builder();
    endpoint.setConfiguration(config);
    endpoint.setConnector(new DTLSConnector(dtls.build()));
    return endpoint.build();
  }

  /**
   * Bounds for some thousands of devices in a small heap: by default the library makes room for
   * 150,000 connections. A connection that was idle for half an hour may give way to a new one; its
   * device shakes hands again.
   */
  private static void configure(Configuration config) {
    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
    config.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
    config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES);
    config.set(DtlsConfig.DTLS_SERVER_USE_SESSION_ID, true);
    config.set(DtlsConfig.DTLS_USE_HELLO_VERIFY_REQUEST, true);
    config.set(DtlsConfig.DTLS_MAX_CONNECTIONS, MOST_CONNECTIONS);
    config.set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, IDLE_MINUTES, TimeUnit.MINUTES);
    config.set(DtlsConfig.DTLS_MAX_FRAGMENTED_HANDSHAKE_MESSAGE_LENGTH, 8 * 1024);
    config.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
    config.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 2);
    config.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
  }

  /** The edge's own key and certificate: the first entry of a PKCS #12 file. */
  private static SingleCertificateProvider own(Path keystore, String password) throws IOException {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      char[] secret = password.toCharArray();
      keys.load(in, secret);
      for (String alias : Collections.list(keys.aliases())) {
        if (keys.getKey(alias, secret) instanceof PrivateKey key) {
          Certificate[] chain = keys.getCertificateChain(alias);
          Arrays.fill(secret, ' ');
          return new SingleCertificateProvider(key, chain, CertificateType.X_509);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the keystore " + keystore + " cannot be used", e);
    }
    throw new IOException("the keystore " + keystore + " has no private key");
  }
}
