package io.iotcrm.domain.telemetry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.telemetry.JsonTree;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.Function;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages.On;
import io.iotcrm.domain.telemetry.settings.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineSettingsTest {
  private final List<Fault> faults = new ArrayList<>();

  private PipelineSettings read(String json) throws MalformedTelemetryException {
    return PipelineSettings.read(
        JsonTree.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), "/p", faults);
  }

  @Test
  void letsASeriesReplaceAndSwitchOffWhatTheDefaultSays() throws Exception {
    PipelineSettings settings =
        read(
            "{'default':{'maxPerSecond':1,'deadband':{'absolute':0.2},"
                + "'aggregate':{'interval':'PT1M','functions':['avg','count']}},"
                + "'series':{'a':{'maxPerSecond':5},'b':{'deadband':false,'aggregate':false}}}");
    assertThat(faults).isEmpty();
    assertThat(settings.of("a").maxPerSecond()).isEqualTo(5);
    assertThat(settings.of("a").report().on()).isEqualTo(On.CHANGE);
    assertThat(settings.of("b").report()).isNull();
    assertThat(settings.of("b").aggregate()).isNull();
    assertThat(settings.of("c").aggregate().interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.of("c").aggregate().functions())
        .containsExactlyInAnyOrder(Function.AVG, Function.COUNT);
  }

  @Test
  void isNothingWhereNothingIsSaid() throws Exception {
    assertThat(read("{}").isEmpty()).isTrue();
    assertThat(read("{'default':{'maxPerSecond':false}}").isEmpty()).isTrue();
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'default':{'maxPerSecond':0}}; /p/default/maxPerSecond",
        "{'default':{'convert':{'from':'K','to':'Cel'}}}; /p/default/convert",
        "{'series':{'t':{'convert':{'from':'K','to':'Pa'}}}}; /p/series/t/convert",
        "{'series':{'t':{'convert':{'from':'K'}}}}; /p/series/t/convert",
        "{'default':{'outOfOrder':{'action':'sort'}}}; /p/default/outOfOrder/window",
        "{'default':{'outOfOrder':{'action':'sort','window':'PT1M'}}}; /p/default/outOfOrder/window",
        "{'default':{'outOfOrder':{'action':'burn'}}}; /p/default/outOfOrder/action",
        "{'default':{'aggregate':{'interval':'PT7M','functions':['avg']}}}; /p/default/aggregate/interval",
        "{'default':{'aggregate':{'interval':'PT1M','functions':[]}}}; /p/default/aggregate/functions",
        "{'default':{'aggregate':{'interval':'PT1M','functions':['median']}}}; /p/default/aggregate/functions",
        "{'default':{'report':{'on':'period'}}}; /p/default/report/period",
        "{'default':{'deadband':{'percent':1},'report':{'on':'period','period':'PT1M'}}}; /p/default/deadband",
        "{'default':{'deadband':{}}}; /p/default/deadband",
        "{'default':{'dead_band':{}}}; /p/default/dead_band",
        "{'serie':{}}; /p/serie",
        "[]; /p"
      })
  void saysWhatIsWrongAndWhere(String json, String pointer) throws Exception {
    read(json);
    assertThat(faults).extracting(Fault::pointer).contains(pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "[degF], Cel, 212, 100",
    "K, Cel, 273.15, 0",
    "Cel, [degF], -40, -40",
    "hPa, Pa, 1013, 101300",
    "kWh, J, 1, 3600000",
    "km/h, m/s, 36, 10",
    "%, /, 50, 0.5",
    "mV, V, 2985, 2.985"
  })
  void convertsUnits(String from, String to, double number, double expected) {
    assertThat(UnitConversion.between(from, to).convert(number))
        .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
  }

  @Test
  void doesNotConvertWhatDoesNotBelongTogether() {
    assertThatThrownBy(() -> UnitConversion.between("Cel", "Pa"))
        .hasMessageContaining("temperature");
    assertThatThrownBy(() -> UnitConversion.between("furlong", "m"))
        .hasMessageContaining("furlong");
  }
}
