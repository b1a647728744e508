package io.iotcrm.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleExpressionTest {
  private static final Facts FRIDGE =
      new Facts(
          Map.of("temperature", 9.5, "open", true, "zone", "coffee", "target", 2.0),
          Map.of("temperature", 9.5),
          Map.of("temperature", Map.of("avg5m", 7.25, "count5m", 12.0)),
          Map.of("id", "d1", "profile", "dht22", "attributes", Map.of("floor", "2")),
          Facts.NOON);

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "latest.temperature > 8 => TRUE",
        "latest.temperature > 9.5 => FALSE",
        "8 < latest.temperature => TRUE",
        "latest.temperature >= 9.5 && latest.open => TRUE",
        "latest.temperature - latest.target > 7 => TRUE",
        "latest.temperature - 2 > 7 => TRUE",
        "2 * latest.temperature == 19 => TRUE",
        "latest.temperature / 2 < 5 => TRUE",
        "latest.open => TRUE",
        "latest.zone == 'coffee' => TRUE",
        "latest['zone'].startsWith('cof') => TRUE",
        "window.temperature.avg5m > 7 => TRUE",
        "window.temperature.avg5m + 1 > 8.5 => FALSE",
        "has(reading.temperature) => TRUE",
        "has(reading.open) => FALSE",
        "device.profile == 'dht22' => TRUE",
        "device.attributes.floor == '2' => TRUE",
        "at.getHours('UTC') == 12 => TRUE",
        "latest.humidity > 8 => MISSING",
        "window.humidity.avg5m > 8 => MISSING",
        "has(latest.humidity) && latest.humidity > 8 => FALSE",
        "latest.humidity > 8 || latest.open => TRUE",
        "latest.zone > 8 => ERROR",
        "latest.temperature => ERROR",
      })
  void answersWithoutThrowing(String source, Verdict verdict) throws Exception {
    assertThat(RuleExpression.condition(source).holds(FRIDGE)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "temperature > 8 => latest.KEY",
        "latest.temperature > => line 1",
        "1 + 2 => must give true or false",
        "'text' => must give true or false",
        "latest.temperature > 8 && 'x' => line 1",
        "nothing(latest.temperature) => undeclared",
        "silentSeconds > device.attributes.limit => must be compared with a number",
        "silentSeconds + 1.0 > 600.0 => must be compared with a number",
        "silent.temperature == 600.0 => must be compared with a number",
        "silentSeconds > 0 => 1 to 2678400 seconds",
        "anomaly[device.site] > 4 => anomaly.KEY",
        "previous.exists(k, k == 'a') => previous.KEY",
        "latest.temperature > 1 && anomaly == {} => anomaly.KEY",
      })
  void saysWhatIsWrongAndWhatToWriteInstead(String source, String part) {
    assertThatThrownBy(() -> RuleExpression.condition(source))
        .isInstanceOf(RuleExpressionException.class)
        .hasMessageContaining(part);
  }

  @Test
  void refusesAnExpressionThatIsTooLong() {
    assertThatThrownBy(() -> RuleExpression.condition("true || ".repeat(300) + "true"))
        .hasMessageContaining("2000");
  }

  @Test
  void stopsALoopThatWorksTooMuch() throws Exception {
    String numbers = "[1,2,3,4,5,6,7,8,9,10]";
    String loop =
        numbers
            + ".all(a, "
            + numbers
            + ".all(b, "
            + numbers
            + ".all(c, "
            + numbers
            + ".all(d, a + b + c + d > 0))))";
    assertThat(RuleExpression.condition(loop).holds(FRIDGE)).isEqualTo(Verdict.ERROR);
  }

  @Test
  void givesNumbers() throws Exception {
    assertThat(RuleExpression.number("latest.temperature / 2").number(FRIDGE)).hasValue(4.75);
    assertThat(RuleExpression.number("3").number(FRIDGE)).hasValue(3);
    assertThat(RuleExpression.number("latest.dwell").number(FRIDGE)).isEmpty();
    assertThat(RuleExpression.number("latest.temperature / 0").number(FRIDGE)).isEmpty();
  }

  @Test
  void knowsWhenSilenceChangesItsAnswer() throws Exception {
    ExpressionUses uses =
        RuleExpression.condition(
                "silentSeconds >= 600 || 60 < silent.a || silent['b-c'] <= 1.5"
                    + " || has(silent.d) || anomaly.e > 3 && previous.f == 1")
            .uses();
    assertThat(uses.silenceLimits())
        .containsExactlyInAnyOrder(
            new SilenceLimit(null, Duration.ofSeconds(600)),
            new SilenceLimit("a", Duration.ofMillis(60_001)),
            new SilenceLimit("b-c", Duration.ofMillis(1_501)));
    assertThat(uses.anomalyKeys()).containsExactly("e");
    assertThat(uses.previousKeys()).containsExactly("f");
    assertThat(
            RuleExpression.condition("anomaly[\"in\"] > 6 && latest[\"in\"] >= 8")
                .uses()
                .anomalyKeys())
        .containsExactly("in");
  }

  @Test
  void knowsTheWindowsThatItAsksFor() throws Exception {
    assertThat(windows("latest.a > 1 && previous.b == 1")).isEmpty();
    assertThat(windows("window.c.avg5m > 2 && has(window.d) && window['e-f'].count1m > 3.0"))
        .containsExactly("c", "d", "e-f");
    assertThat(windows("window.exists(key, window[key].max1h > 9.0)"))
        .contains(ExpressionUses.EVERY_SERIES);
  }

  private static java.util.Set<String> windows(String condition) throws Exception {
    return RuleExpression.condition(condition).uses().windowKeys();
  }

  @Test
  void knowsTheSeriesThatItNames() throws Exception {
    assertThat(
            RuleExpression.condition(
                    "latest.a > 1 && has(reading.b) && window.c.avg5m > 2 && latest['d-e'] == 1"
                        + " && device.site == 'x'")
                .seriesKeys())
        .containsExactly("a", "b", "c", "d-e");
  }
}
