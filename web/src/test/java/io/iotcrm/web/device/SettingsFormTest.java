package io.iotcrm.web.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.ProfileSettings;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.web.api.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFormTest {

  @Test
  void whatIsStoredIsKeptThroughTheForm() throws Exception {
    String stored =
        "{\"presence\":{\"graceSeconds\":5},\"provisioning\":{\"byKey\":true,\"mostDevices\":7},"
            + "\"quota\":{\"burst\":3,\"readingsPerDay\":50000},\"other\":{\"a\":[1]}}";

    ProfileSettings.check(stored.replace(",\"other\":{\"a\":[1]}", ""));
    assertThat(SettingsForm.of(stored).whole()).isEqualTo(Json.MAPPER.readTree(stored));
  }

  @Test
  void anEmptyFieldIsNotStored() {
    assertThat(new SettingsForm().whole()).isEmpty();
  }

  @Test
  void theOthersAreJson() {
    SettingsForm form = new SettingsForm();
    form.setOthers("[]");
    assertThatThrownBy(form::whole).isInstanceOf(InvalidInputException.class);
    form.setOthers("{");
    assertThatThrownBy(form::whole).isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"quota\":{\"burst\":0}}",
        "{\"quota\":{\"burst\":1.5}}",
        "{\"quota\":{\"bursts\":1}}",
        "{\"presence\":{\"graceSeconds\":\"5\"}}",
        "{\"provisioning\":{\"byKey\":1}}",
        "{\"provisioning\":[]}"
      })
  void aWrongSectionIsRefused(String settings) {
    assertThatThrownBy(() -> ProfileSettings.check(settings))
        .isInstanceOf(InvalidInputException.class);
  }
}
