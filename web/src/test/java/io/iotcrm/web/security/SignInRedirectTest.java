package io.iotcrm.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInRedirectTest {
  @ParameterizedTest
  @ValueSource(strings = {"/tickets.xhtml", "/ticket.xhtml?id=42&tab=notes", "/a/b.xhtml?q=x%20y"})
  void returnsToAPageOfThePortal(String wanted) {
    assertThat(SignInRedirect.safe(wanted)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "tickets.xhtml",
        "/x\r\nSet-Cookie: a=b",
        "/\t/evil.example",
        "/x\"><script>"
      })
  void goesHomeRatherThanElsewhere(String wanted) {
    assertThat(SignInRedirect.safe(wanted)).isEqualTo("/home.xhtml");
  }
}
