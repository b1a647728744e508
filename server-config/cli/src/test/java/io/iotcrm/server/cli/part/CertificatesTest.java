package io.iotcrm.server.cli.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.server.cli.Choices;
import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  @TempDir Path home;

  @Test
  void makesAnAuthorityOnceAndServersAnewWhenTheirNamesChange() throws Exception {
    Choices choices = new Choices(home);
    Certificates certificates =
        new Certificates(new Layout(home, home), new Secrets(home), choices);

    assertThat(certificates.ensure()).containsExactly("authority", "broker", "edge");
    assertThat(certificates.ensure()).isEmpty();
    X509Certificate authority = read(certificates.authorityPem());
    read(home.resolve("tls/broker.pem")).verify(authority.getPublicKey());
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(certificates.store("broker"))))
        .isEqualTo("rw-------");

    choices.tls("0.0.0.0", List.of("iot.example.com", "192.0.2.7"));
    assertThat(certificates.ensure()).containsExactly("broker", "edge");
    X509Certificate broker = read(home.resolve("tls/broker.pem"));
    broker.verify(authority.getPublicKey());
    assertThat(broker.getSubjectAlternativeNames().toString())
        .contains("iot.example.com", "192.0.2.7", "localhost", "127.0.0.1");

    X509Certificate device = read(certificates.device("fridge-7"));
    device.verify(authority.getPublicKey());
    assertThat(device.getSubjectX500Principal().getName()).isEqualTo("CN=fridge-7");
    assertThat(home.resolve("tls/device-fridge-7.key")).content().contains("BEGIN PRIVATE KEY");
  }

  @Test
  void refusesWhatIsNoAddressAndNoId() throws Exception {
    Choices choices = new Choices(home);
    assertThatThrownBy(() -> choices.tls("eth0; x", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> choices.tls("127.0.0.1", List.of("a,ip:1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Certificates(new Layout(home, home), new Secrets(home), choices)
                    .device("a/../b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static X509Certificate read(Path pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
  }
}
