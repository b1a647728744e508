package io.iotcrm.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private final ClientAddress addresses = new ClientAddress("127.0.0.1, 10.0.0.1");

  @Test
  void isTheConnectionsWhereNoBalancerIsTrusted() {
    assertThat(addresses.of(request("203.0.113.7", "198.51.100.1"))).isEqualTo("203.0.113.7");
    assertThat(addresses.of(request("203.0.113.7"))).isEqualTo("203.0.113.7");
  }

  @Test
  void isWhatATrustedBalancerSaysAndNotWhatTheClientWroteBefore() {
    assertThat(addresses.of(request("127.0.0.1", "1.2.3.4, 203.0.113.7"))).isEqualTo("203.0.113.7");
    assertThat(addresses.of(request("127.0.0.1", "1.2.3.4", "203.0.113.7, 10.0.0.1")))
        .isEqualTo("203.0.113.7");
    assertThat(addresses.of(request("127.0.0.1", "2001:db8::7"))).isEqualTo("2001:db8::7");
  }

  @Test
  void rubbishInTheHeaderIsNotTakenForAnAddress() {
    assertThat(addresses.of(request("127.0.0.1", "unknown"))).isEqualTo("127.0.0.1");
    assertThat(addresses.of(request("127.0.0.1", "' or 1=1 --"))).isEqualTo("127.0.0.1");
    assertThat(addresses.of(request("127.0.0.1", ""))).isEqualTo("127.0.0.1");
    assertThat(addresses.of(request("127.0.0.1"))).isEqualTo("127.0.0.1");
    assertThat(addresses.isOfABalancer("127.0.0.1")).isTrue();
  }

  @Test
  void aBrowserIsToldInShort() {
    assertThat(
            BrowserName.of(
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/126.0.0.0 Safari/537.36"))
        .isEqualTo("Chrome, Linux");
    assertThat(BrowserName.of("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko Firefox/128.0"))
        .isEqualTo("Firefox, Windows");
    assertThat(BrowserName.of("curl/8")).isNull();
    assertThat(BrowserName.of(null)).isNull();
  }

  @Test
  void aQrCodeIsADrawingWithALabel() {
    assertThat(QrSvg.of("otpauth://totp/x?secret=ABC", "a label"))
        .startsWith("<svg ")
        .contains("aria-label=\"a label\"")
        .contains("<path d=\"M4,4h1v1h-1z")
        .endsWith("</svg>");
  }

  private static HttpServletRequest request(String remote, String... forwarded) {
    List<String> headers = Arrays.asList(forwarded);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientAddressTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                method.getName().equals("getRemoteAddr")
                    ? remote
                    : Collections.enumeration(headers));
  }
}
