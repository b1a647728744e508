package io.iotcrm.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import org.junit.jupiter.api.Test;

class ProfileSettingsTest {
  @Test
  void takesWhatTheEdgeUnderstands() {
    assertThatCode(
            () ->
                ProfileSettings.check(
                    """
                    {"pipeline":{"default":{"maxPerSecond":1}},
                     "mapping":{"use":"theengs"},
                     "privacy":{"drop":["mac"]}}
                    """))
        .doesNotThrowAnyException();
  }

  @Test
  void findsEverythingThatIsWrongAtOnce() {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                ProfileSettings.check(
                    """
                    {"pipeline":{"default":{"maxPerSecond":-1}},"mapping":{"use":"x"},"privacy":[]}
                    """));
    assertThat(refused.violations())
        .extracting(Violation::pointer)
        .contains(
            "/settings/pipeline/default/maxPerSecond",
            "/settings/mapping/use",
            "/settings/privacy");
  }
}
