package io.iotcrm.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

  /** The expected value is of {@code openssl dgst -sha256 -hmac key}. */
  @Test
  void signsTimeAndBody() {
    String signature =
        WebhookSignature.of(
            "key",
            Instant.ofEpochSecond(1_700_000_000),
            "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

    assertThat(signature)
        .isEqualTo(
            "t=1700000000,v1=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com/hook?a=1",
        "http://10.0.0.1:8080/x",
        "https://[2001:db8::1]/x"
      })
  void takesAddressesOfTheWeb(String url) {
    assertThat(new WebhookEndpoint("erp", url).getUrl()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ftp://example.com",
        "file:///etc/passwd",
        "https://",
        "https://user:pw@example.com/",
        "https://example.com/#x",
        "https://exa mple.com/"
      })
  void refusesOtherAddresses(String url) {
    assertThatThrownBy(() -> new WebhookEndpoint("erp", url))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void forgetsWhyItWasStoppedWhenItIsSwitchedOnAgain() {
    WebhookEndpoint endpoint = new WebhookEndpoint("erp", "https://example.com");
    endpoint.stop("it answered 410 (gone)");
    assertThat(endpoint.isEnabled()).isFalse();

    endpoint.enable(true);

    assertThat(endpoint.isEnabled()).isTrue();
    assertThat(endpoint.getStoppedReason()).isNull();
  }
}
