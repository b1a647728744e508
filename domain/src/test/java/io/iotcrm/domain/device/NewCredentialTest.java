package io.iotcrm.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.SecretHash;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewCredentialTest {

  @ParameterizedTest
  @CsvSource({
    "TOKEN, name, , , /publicId",
    "TOKEN, , short, , /secret",
    "TOKEN, , , pem, /certificate",
    "PASSWORD, device/x, , , /publicId",
    "PASSWORD, 'a b', , , /publicId",
    "PSK, , hex:00ff, , /secret",
    "PSK, , 'not base64!', , /secret",
    "X509, , , , /certificate",
    "X509, , 0123456789abcdef, pem, /secret"
  })
  void namesTheMemberThatIsWrong(
      CredentialKind kind, String publicId, String secret, String certificate, String pointer) {
    assertThatThrownBy(() -> new NewCredential(kind, publicId, secret, certificate, null))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.violations()).extracting("pointer").contains(pointer));
  }

  @Test
  void readsKeysInHexAndInBothFormsOfBase64() {
    byte[] key = {(byte) 0xfb, (byte) 0xff, 0, 1};
    assertThat(NewCredential.key("hex:fbff0001")).isEqualTo(key);
    assertThat(NewCredential.key("-_8AAQ")).isEqualTo(key);
    assertThat(NewCredential.key("+/8AAQ==")).isEqualTo(key);
  }

  @Test
  void aReplacedCredentialGoesOnUntilTheChosenMoment() {
    Instant now = Instant.now();
    DeviceCredential old = DeviceCredential.token("d", SecretHash.of("x"), null);

    old.endAt(now.plus(Duration.ofDays(1)));

    assertThat(old.isValid(now)).isTrue();
    assertThat(old.isValid(now.plus(Duration.ofDays(2)))).isFalse();
    assertThat(old.getRevokedAt()).isNull();
  }

  @Test
  void anEndIsNeverPutOff() {
    Instant soon = Instant.now().plusSeconds(60);
    DeviceCredential credential = DeviceCredential.token("d", SecretHash.of("x"), soon);

    credential.endAt(soon.plusSeconds(60));

    assertThat(credential.getExpiresAt()).isEqualTo(soon);
  }
}
