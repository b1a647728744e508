package io.iotcrm.domain.forecast;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.ProfileSettings;
import io.iotcrm.domain.platform.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelSettingsTest {

  @Test
  void takesTermsBySeries() {
    assertThatCode(
            () ->
                ProfileSettings.check(
                    "{\"forecast\":{\"levels\":{\"consumable\":{\"reserve\":-2.5,\"leadDays\":0,"
                        + "\"taskWithinDays\":7},\"ink\":{}}}}"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"level\":{}}; /settings/forecast/level",
        "{\"levels\":3}; /settings/forecast/levels",
        "{\"levels\":{\"ink\":3}}; /settings/forecast/levels/ink",
        "{\"levels\":{\"ink\":{\"reserve\":\"5\"}}}; /settings/forecast/levels/ink/reserve",
        "{\"levels\":{\"ink\":{\"leadDays\":366}}}; /settings/forecast/levels/ink/leadDays",
        "{\"levels\":{\"ink\":{\"taskWithinDays\":0}}}; /settings/forecast/levels/ink/taskWithinDays",
        "{\"levels\":{\"ink\":{\"days\":1}}}; /settings/forecast/levels/ink/days"
      })
  void saysWhatIsWrong(String section, String pointer) {
    assertThatThrownBy(() -> ProfileSettings.check("{\"forecast\":" + section + "}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(pointer + " ");
  }
}
