package io.iotcrm.domain.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {
  @ParameterizedTest
  @ValueSource(strings = {"correct horse battery", "Zw\u00f6lf Zeichen!", "my password of 2026 is"})
  void takesLongOnesOfAnyCharacters(String password) {
    assertThatCode(() -> PasswordRule.check(password, "anna", "/password"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "aaaaaaaaaaaaaaaa",
        "Password1234",
        "123456123456",
        "qwertyqwerty1",
        "annas secret word"
      })
  void refusesWhatIsShortOrGuessed(String password) {
    assertThatThrownBy(() -> PasswordRule.check(password, "anna", "/password"))
        .isInstanceOf(InvalidInputException.class);
  }
}
