package io.iotcrm.domain.device;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionSettingsTest {

  @Test
  void takesRetentionByProfileAndSeries() {
    assertThatCode(
            () ->
                ProfileSettings.check(
                    "{\"retention\":{\"days\":90,\"rollupDays\":730,"
                        + "\"series\":{\"temperature\":365}}}"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"days\":0}; /settings/retention/days",
        "{\"days\":1.5}; /settings/retention/days",
        "{\"days\":99999999999}; /settings/retention/days",
        "{\"rollupDays\":\"90\"}; /settings/retention/rollupDays",
        "{\"series\":{\"t\":-1}}; /settings/retention/series/t",
        "{\"series\":3}; /settings/retention/series",
        "{\"weeks\":3}; /settings/retention/weeks"
      })
  void saysWhatIsWrongWithARetention(String section, String pointer) {
    assertThatThrownBy(() -> ProfileSettings.check("{\"retention\":" + section + "}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(pointer + " ");
  }
}
