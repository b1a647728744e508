package io.iotcrm.domain.telemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.iotcrm.domain.telemetry.JsonTree;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.settings.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadMappingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static List<Fault> faults(String json) throws MalformedTelemetryException {
    List<Fault> faults = new ArrayList<>();
    MappingSettings.read(JsonTree.parse(bytes(json)), "/settings/mapping", faults);
    return faults;
  }

  private static PayloadMapping mapping(String json) throws MalformedTelemetryException {
    List<Fault> faults = new ArrayList<>();
    PayloadMapping mapping = MappingSettings.read(JsonTree.parse(bytes(json)), "", faults);
    assertThat(faults).isEmpty();
    return mapping;
  }

  private static PayloadMapping.Result read(String mapping, String payload)
      throws MalformedTelemetryException {
    return mapping(mapping).read("d1", bytes(payload), NOW);
  }

  static List<ReadyMappings.Ready> ready() {
    return ReadyMappings.all();
  }

  @ParameterizedTest
  @MethodSource("ready")
  void readsTheSampleOfEachReadyMapping(ReadyMappings.Ready ready) throws Exception {
    PayloadMapping mapping = mapping("{'use':'" + ready.name() + "'}");
    byte[] payload = ready.payload().getBytes(StandardCharsets.UTF_8);
    assertThat(mapping.reads(ready.topic())).isTrue();
    assertThat(mapping.name(ready.topic(), payload)).isNotEmpty();
    PayloadMapping.Result result = mapping.read("d1", payload, NOW);
    assertThat(result.readings()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(result.ignored())
        .extracting(PayloadMapping.Ignored::reason)
        .doesNotContain("is not in the mapping");
  }

  @Test
  void readsTasmota() throws Exception {
    PayloadMapping.Result result =
        read(
            "{'use':'tasmota'}",
            "{'Time':'2026-03-01T11:59:00','AM2301':{'Temperature':21.5,'Humidity':50},"
                + "'ENERGY':{'Power':[12,7],'Total':1.5},'POWER':'ON','TempUnit':'C'}");
    Instant at = Instant.parse("2026-03-01T11:59:00Z");
    assertThat(result.readings())
        .containsExactly(
            new Reading("d1", "AM2301.temperature", at, 21.5, null),
            new Reading("d1", "AM2301.humidity", at, 50.0, "%RH"),
            new Reading("d1", "power.0", at, 12.0, "W"),
            new Reading("d1", "power.1", at, 7.0, "W"),
            new Reading("d1", "energy", at, 1.5, "kWh"),
            new Reading("d1", "on", at, true, null));
  }

  @Test
  void laysItsOwnFieldsOverAReadyMapping() throws Exception {
    PayloadMapping.Result result =
        read(
            "{'use':'zigbee2mqtt','fields':{'/temperature':{'series':'cold','offset':-0.5},"
                + "'/humidity':false},'ignore':['/noise'],'others':'take'}",
            "{'temperature':4.5,'humidity':60,'noise':1,'extra':{'a b':2}}");
    assertThat(result.readings())
        .extracting(Reading::key, Reading::value)
        .containsExactly(tuple("cold", 4.0), tuple("humidity", 60.0), tuple("extra.a_b", 2.0));
    assertThat(result.ignored())
        .containsExactly(new PayloadMapping.Ignored("/noise", "is ignored by the mapping"));
  }

  @Test
  void turnsScalesAndTranslates() throws Exception {
    PayloadMapping.Result result =
        read(
            "{'fields':{'/a':{'series':'a','kind':'number','scale':0.1,'offset':1},"
                + "'/b':{'series':'b','kind':'boolean'},"
                + "'/c':{'series':'c','words':{'open':true,'shut':false}},"
                + "'/d':{'series':'d','kind':'string'},'/e':{'series':'c'}}}",
            "{'a':'25','b':0,'c':'ajar','d':7,'e':'x','f':null,'g':{'h':1}}");
    assertThat(result.readings())
        .extracting(Reading::key, Reading::value)
        .containsExactly(tuple("a", 3.5), tuple("b", false), tuple("d", "7"), tuple("c", "x"));
    assertThat(result.ignored())
        .containsExactly(
            new PayloadMapping.Ignored("/c", "is none of the words that the mapping knows"),
            new PayloadMapping.Ignored("/f", "is not in the mapping"),
            new PayloadMapping.Ignored("/g/h", "is not in the mapping"));
  }

  @ParameterizedTest
  @CsvSource({
    "auto, '\"2026-03-01T13:00:00+01:00\"'",
    "iso8601, '\"2026-03-01T12:00:00Z\"'",
    "iso8601, '\"2026-03-01 13:00:00\"'",
    "auto, 1772366400",
    "auto, 1772366400000",
    "epoch-seconds, 1772366400",
    "epoch-millis, 1772366400000"
  })
  void readsTimesOfManyForms(String format, String time) throws Exception {
    PayloadMapping mapping =
        mapping(
            "{'time':{'at':'/when','format':'"
                + format
                + "','zone':'Europe/Vienna'},'fields':{'/v':{'series':'v'}}}");
    assertThat(mapping.read("d1", bytes("{'v':1,'when':" + time + "}"), Instant.EPOCH).readings())
        .containsExactly(new Reading("d1", "v", NOW, 1.0, null));
  }

  @Test
  void refusesATimeThatIsNone() throws Exception {
    PayloadMapping mapping = mapping("{'time':{'at':'/when'},'fields':{'/v':{'series':'v'}}}");
    assertThatThrownBy(() -> mapping.read("d1", bytes("{'v':1,'when':'noon'}"), NOW))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageContaining("/when");
  }

  @ParameterizedTest
  @CsvSource({
    "a/{name}, a/x, x",
    "a/{name}, a/x/y,",
    "a/{name}/c, a/x/c, x",
    "home/+/B/{name}, home/g1/B/AA, AA",
    "a/{name...}, a/x/y, x/y",
    "a/{name...}, a/,"
  })
  void findsTheDevicesNameInTheTopic(String pattern, String topic, String name) {
    assertThat(new TopicPattern(pattern).match(topic)).isEqualTo(name);
  }

  @Test
  void findsTheDevicesNameInThePayload() throws Exception {
    PayloadMapping mapping =
        mapping("{'topics':['gw/up'],'name':'/dev/id','fields':{'/v':{'series':'v'}}}");
    assertThat(mapping.name("gw/up", bytes("{'dev':{'id':'x7'},'v':1}"))).isEqualTo("x7");
    assertThat(mapping.name("gw/up", bytes("{'v':1}"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'use':'homematic'}; /settings/mapping/use",
        "{'topics':['a/+']}; /settings/mapping/topics",
        "{'topics':['a/#']}; /settings/mapping/topics",
        "{'fields':{'v':{'series':'v'}}}; /settings/mapping/fields/v",
        "{'fields':{'/v':{}}}; /settings/mapping/fields/~1v/series",
        "{'fields':{'/v':{'series':'a b'}}}; /settings/mapping/fields/~1v/series",
        "{'fields':{'/v':{'series':'a{1}'}}}; /settings/mapping/fields/~1v/series",
        "{'fields':{'/v':{'series':'v','kind':'int'}}}; /settings/mapping/fields/~1v/kind",
        "{'fields':{'/v':{'series':'v','scale':'2'}}}; /settings/mapping/fields/~1v/scale",
        "{'time':{'at':'/t','zone':'Mars'}}; /settings/mapping/time/zone",
        "{'fileds':{}}; /settings/mapping/fileds"
      })
  void saysWhatIsWrongAndWhere(String mapping, String pointer) throws Exception {
    assertThat(faults(mapping)).extracting(Fault::pointer).contains(pointer);
  }
}
