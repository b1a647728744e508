package io.iotcrm.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {
  @Test
  void readsBasicWithAColonInThePasswordAndASlashInTheName() {
    AuthorizationHeader header =
        AuthorizationHeader.parse("basic " + base64("device/f-1:pa:ß")).orElseThrow();

    assertThat(header.name()).isEqualTo("device/f-1");
    assertThat(new String(header.secret())).isEqualTo("pa:ß");
  }

  @Test
  void readsABearerToken() {
    AuthorizationHeader header = AuthorizationHeader.parse("Bearer ict_abc").orElseThrow();

    assertThat(header.name()).isEqualTo("token");
    assertThat(new String(header.secret())).isEqualTo("ict_abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic ###", "Basic OmE=", "Digest x", "Bearer"})
  void knowsNothingElse(String header) {
    assertThat(AuthorizationHeader.parse(header)).isEmpty();
  }

  @Test
  void doesNotShowTheSecret() {
    assertThat(AuthorizationHeader.parse("Bearer ict_abc").orElseThrow().toString())
        .doesNotContain("ict_abc");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
