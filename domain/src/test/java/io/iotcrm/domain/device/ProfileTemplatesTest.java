package io.iotcrm.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileTemplatesTest {
  static List<ProfileTemplate> all() {
    return ProfileTemplates.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void canBeMadeAProfileAsItIs(ProfileTemplate template) {
    assertThat(template.key()).matches("[a-z0-9][a-z0-9-]{0,63}");
    assertThatCode(() -> ProfileSettings.check(template.details().settings()))
        .doesNotThrowAnyException();
    Set<String> keys = new HashSet<>();
    try (JsonReader reader = Json.createReader(new StringReader(template.details().series()))) {
      for (JsonValue value : reader.readArray()) {
        JsonObject one = value.asJsonObject();
        assertThat(keys.add(one.getString("key"))).isTrue();
        assertThat(one.getString("kind")).isIn("NUMBER", "BOOLEAN", "STRING");
        if (one.getString("kind").equals("NUMBER")) {
          assertThat(one).containsKeys("unit", "min", "max");
        }
      }
    }
    assertThat(keys).isNotEmpty();
  }

  @Test
  void coversTheCommonDevices() {
    assertThat(ProfileTemplates.all())
        .extracting(ProfileTemplate::key)
        .containsExactly("dht22", "wearable", "people-counter", "beacon", "thermostat", "motion");
  }
}
