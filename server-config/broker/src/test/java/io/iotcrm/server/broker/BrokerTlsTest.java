package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MQTT over TLS against a real broker: by secret, by registered certificate, by authority. */
class BrokerTlsTest {
  @TempDir static Path directory;
  private static TestCertificates certificates;
  private static TestBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    certificates = new TestCertificates(directory);
    certificates.authority("installation");
    certificates.authority("maker");
    certificates.authority("stranger");
    certificates.signed("server", "installation", "san=ip:127.0.0.1,dns:localhost");
    certificates.signed("a", "stranger");
    certificates.signed("thermostat-9", "maker");
    certificates.signed("thermostat-8", "stranger");
    broker =
        new TestBroker(
            ";sslEnabled=true;keyStorePath="
                + certificates.store()
                + ";keyStoreAlias=server"
                + ";keyStorePassword="
                + TestCertificates.PASSWORD
                + ";keyStoreType=PKCS12;wantClientAuth=true;trustManagerFactoryPlugin="
                + AnyClientCertificate.class.getName());
    broker.credentials.certificate("a", certificates.certificate("a"));
    broker.credentials.authority(certificates.certificate("maker"));
    broker.credentials.password("kitchen@shop", "b", "its own password");
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void aSecretWorksOverTls() throws Exception {
    connect(null, "device/a", "secret-a").disconnect();
  }

  @Test
  void aUserNameOfItsOwnIsTheDevices() throws Exception {
    MqttClient client = connect(null, "kitchen@shop", "its own password");
    client.publish("v1/devices/b/telemetry", "{}".getBytes(StandardCharsets.UTF_8), 1, false);
    client.disconnect();
  }

  @Test
  void aRegisteredCertificateNeedsNoSecret() throws Exception {
    MqttClient client = connect("a", null, null);
    client.publish("v1/devices/a/telemetry", "{}".getBytes(StandardCharsets.UTF_8), 1, false);
    client.disconnect();
  }

  @Test
  void aCertificateOfARegisteredAuthorityIsTheDeviceOfItsCommonName() throws Exception {
    connect("thermostat-9", null, null).disconnect();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> broker.credentials.used.contains("certificate of thermostat-9"));
  }

  @Test
  void aCertificateThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> connect("thermostat-8", null, null)).isInstanceOf(MqttException.class);
  }

  @Test
  void aBlockedDeviceWithACertificateIsToldSo() throws Exception {
    broker.credentials.blockCertificate(certificates.certificate("thermostat-8"));
    assertThatThrownBy(() -> connect("thermostat-8", null, null))
        .isInstanceOfSatisfying(
            MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(0x87));
  }

  @Test
  void aCertificateDoesNotOpenAnotherDevice() {
    assertThatThrownBy(() -> connect("a", "device/b", null)).isInstanceOf(MqttException.class);
  }

  @Test
  void withoutCertificateAndSecretNobodyComesIn() {
    assertThatThrownBy(() -> connect(null, null, null)).isInstanceOf(MqttException.class);
  }

  private MqttClient connect(String certificate, String user, String password) throws Exception {
    MqttClient client =
        new MqttClient(
            broker.uri().replace("tcp:", "ssl:"),
            "tls-" + certificate + "-" + user,
            new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setConnectionTimeout(10);
    options.setSocketFactory(certificates.context("installation", certificate).getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    if (user != null) {
      options.setUserName(user);
    }
    if (password != null) {
      options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    }
    client.connect(options);
    return client;
  }
}
