package io.iotcrm.domain.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceSelectionTest {
  private static DeviceSelection read(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return DeviceSelection.of(reader.readObject());
    }
  }

  @Test
  void comesBackAsItWas() {
    DeviceSelection selection =
        new DeviceSelection("p", "s \"1\"", UUID.randomUUID(), List.of("a", "b"));

    assertThat(read(selection.json().toString())).isEqualTo(selection);
  }

  @Test
  void isWrittenWithoutWhatIsNotGiven() {
    assertThat(new DeviceSelection(" p ", "", null, null).json())
        .hasToString("{\"profileKey\":\"p\"}");
    assertThat(new DeviceSelection(null, null, null, List.of("a")).json())
        .hasToString("{\"deviceIds\":[\"a\"]}");
  }

  @Test
  void isReadWhereMuchIsNotGiven() {
    assertThat(read("{\"site\":\"riga\"}"))
        .isEqualTo(new DeviceSelection(null, "riga", null, null));
  }

  @Test
  void refusesToMeanEveryDevice() {
    assertThatIllegalArgumentException().isThrownBy(() -> read("{}"));
  }
}
