package io.iotcrm.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.telemetry.mapping.ReadyMappings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MappingTrialTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static List<ReadyMappings.Ready> ready() {
    return ReadyMappings.all();
  }

  @ParameterizedTest
  @MethodSource("ready")
  void readsTheSamples(ReadyMappings.Ready ready) {
    MappingTrial trial = MappingTrial.of(ready.json(), ready.topic(), ready.payload(), NOW);
    assertThat(trial.name()).isNotEmpty();
    assertThat(trial.readings()).isNotEmpty();
    assertThat(trial.ignored()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'use':'tasmotta'}; t; {}; /mapping/use",
        "[; t; {}; /mapping",
        "{'use':'tasmota'}; elsewhere; {}; /topic",
        "{'fields':{}}; t; {'a':; /payload",
        "{'fields':{}}; t; [1]; /payload"
      })
  void saysWhatIsWrongAndWhere(String mapping, String topic, String payload, String pointer) {
    assertThatThrownBy(
            () ->
                MappingTrial.of(mapping.replace('\'', '"'), topic, payload.replace('\'', '"'), NOW))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            refused -> assertThat(refused.violations().get(0).pointer()).isEqualTo(pointer));
  }

  @Test
  void findsAliasesInTheAttribute() {
    assertThat(DeviceAliases.of(null)).isEmpty();
    assertThat(DeviceAliases.of("\"cold room\"")).containsExactly("cold room");
    assertThat(DeviceAliases.of("[\"a\", 1, \"b\", \" \"]")).containsExactly("a", "b");
    assertThat(DeviceAliases.of("{\"a\":1}")).isEmpty();
  }
}
