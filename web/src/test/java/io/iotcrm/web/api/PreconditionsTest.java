package io.iotcrm.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iotcrm.domain.platform.StaleVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "*", "\"6\", \"7\"", " \"7\" "})
  void takesTheVersionThatTheCallerHasRead(String ifMatch) {
    assertThat(Preconditions.expected(ifMatch, "ticket", "t", 7)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", "\"x\"", "\"77777777777777777777777\""})
  void refusesAnyOther(String ifMatch) {
    StaleVersionException refusal =
        catchThrowableOfType(
            StaleVersionException.class, () -> Preconditions.expected(ifMatch, "ticket", "t", 7));

    assertThat(refusal.current()).isEqualTo(7);
  }

  @Test
  void asksForTheVersionWhereNoneWasSent() {
    assertThatThrownBy(() -> Preconditions.expected(null, "ticket", "t", 7))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.getResponse().getStatus()).isEqualTo(428));
  }
}
