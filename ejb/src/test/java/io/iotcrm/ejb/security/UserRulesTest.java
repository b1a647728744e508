package io.iotcrm.ejb.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.UserDetails;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserRulesTest {
  private static final UserDetails DETAILS =
      new UserDetails("Anna", "anna@example.com", Set.of("sales"), true);

  @ParameterizedTest
  @ValueSource(strings = {"anna", "anna@example.com", "a.b-c_d+e", "\u00e4nne", "7"})
  void takesNamesThatPeopleHave(String username) {
    assertThatCode(() -> UserRules.check(username, DETAILS)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "device/7", "edge/1", "Token", "system", "a b", ".a", "<b>", "a\u0000"})
  void refusesNamesOfMachinesAndOddOnes(String username) {
    refuses(username, DETAILS);
  }

  @Test
  void refusesWhatIsMissingOrUnknown() {
    refuses(null, DETAILS);
    refuses("anna", new UserDetails(" ", null, Set.of("sales"), true));
    refuses("anna", new UserDetails("Anna", "not an address", Set.of("sales"), true));
    refuses("anna", new UserDetails("Anna", null, Set.of("device"), true));
    refuses("anna", new UserDetails("x".repeat(300), null, Set.of(), true));
  }

  private static void refuses(String username, UserDetails details) {
    assertThatThrownBy(() -> UserRules.check(username, details))
        .isInstanceOf(InvalidInputException.class);
  }
}
