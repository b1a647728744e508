package io.iotcrm.web.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  @Test
  void findsTheLimitOfEachSeriesThatIsComparedWithANumber() {
    assertThat(Thresholds.in("latest.temperature > 8 && reading.battery <= 12.5"))
        .isEqualTo(Map.of("temperature", 8.0, "battery", 12.5));
  }

  @Test
  void leavesOutWhatIsNoPlainComparison() {
    assertThat(Thresholds.in("has(latest.zone) && window.temperature.avg5m > 6")).isEmpty();
  }
}
