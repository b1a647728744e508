package io.iotcrm.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RollingWindowTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

  private final RollingWindow window = new RollingWindow();

  @Test
  void sumsUpWhatCameInTheSpan() {
    window.add(T0, 2);
    window.add(T0.plusSeconds(20), 4);
    window.add(T0.plusSeconds(40), 9);
    assertThat(window.features(T0.plusSeconds(40)))
        .containsEntry("count1m", 3.0)
        .containsEntry("sum1m", 15.0)
        .containsEntry("min1m", 2.0)
        .containsEntry("max1m", 9.0)
        .containsEntry("avg1m", 5.0)
        .containsEntry("avg1h", 5.0);
  }

  @Test
  void forgetsWhatIsOlderThanTheSpan() {
    window.add(T0, 100);
    window.add(T0.plusSeconds(120), 1);
    assertThat(window.features(T0.plusSeconds(120)))
        .containsEntry("max1m", 1.0)
        .containsEntry("max5m", 100.0);
  }

  @Test
  void hasNoFeatureWhereNothingCame() {
    window.add(T0, 1);
    assertThat(window.features(T0.plusSeconds(600)))
        .doesNotContainKey("avg1m")
        .doesNotContainKey("avg5m")
        .containsKey("avg15m");
    assertThat(window.features(T0.plusSeconds(7200))).isEmpty();
  }

  @Test
  void givesTheChangePerMinute() {
    for (int i = 0; i <= 50; i++) {
      window.add(T0.plusSeconds(60L * i), 20 - 0.5 * i);
    }
    Instant now = T0.plusSeconds(3_000);
    assertThat((double) window.features(now).get("rate15m")).isCloseTo(-0.5, within(1e-9));
    assertThat((double) window.features(now).get("rate5m")).isCloseTo(-0.5, within(1e-9));
    assertThat(window.features(now)).as("one bucket has no slope").doesNotContainKey("rate1m");
  }

  @Test
  void aConstantSeriesHasARateOfNothing() {
    for (int i = 0; i < 60; i++) {
      window.add(T0.plusSeconds(i), 1e9);
    }
    assertThat(window.features(T0.plusSeconds(59))).containsEntry("rate1m", 0.0);
  }

  @Test
  void keepsAnHourOfAReadingASecondInBoundedRoom() throws IOException {
    for (int i = 0; i < 7200; i++) {
      window.add(T0.plusSeconds(i), i);
    }
    assertThat(bytes().length).isLessThan(90 * 32);
    assertThat(window.features(T0.plusSeconds(7199)))
        .containsEntry("count5m", 300.0)
        .containsEntry("count1h", 3600.0)
        .containsEntry("max1h", 7199.0);
  }

  @Test
  void comesBackEqualFromItsBytes() throws IOException {
    for (int i = 0; i < 100; i++) {
      window.add(T0.plusSeconds(i * 37L), Math.sin(i));
    }
    RollingWindow back = RollingWindow.read(new DataInputStream(new ByteArrayInputStream(bytes())));
    Instant now = T0.plusSeconds(3700);
    assertThat(back.features(now)).isEqualTo(window.features(now)).isNotEmpty();
  }

  @Test
  void knowsTheNamesOfItsFeatures() {
    assertThat(RollingWindow.isFeature("avg5m")).isTrue();
    assertThat(RollingWindow.isFeature("max15m")).isTrue();
    assertThat(RollingWindow.isFeature("count1h")).isTrue();
    assertThat(RollingWindow.isFeature("avg7m")).isFalse();
    assertThat(RollingWindow.isFeature("median5m")).isFalse();
    assertThat(RollingWindow.isFeature("5m")).isFalse();
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    window.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
