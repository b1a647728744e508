package io.iotcrm.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceMessageParserTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");

  private final DeviceMessageParser parser = new DeviceMessageParser();

  private List<Reading> parse(String json) throws MalformedTelemetryException {
    return parser.parse("dev1", json.getBytes(StandardCharsets.UTF_8), NOW);
  }

  private static Reading reading(String key, String at, Object value, String unit) {
    return new Reading("dev1", key, Instant.parse(at), value, unit);
  }

  @Test
  void readsAFlatObjectAtTheTimeOfItsArrival() throws Exception {
    assertThat(parse(" {\"temperature\":4.2,\"open\":true,\"zone\":\"coffee\",\"count\":7}"))
        .containsExactly(
            new Reading("dev1", "temperature", NOW, 4.2, null),
            new Reading("dev1", "open", NOW, true, null),
            new Reading("dev1", "zone", NOW, "coffee", null),
            new Reading("dev1", "count", NOW, 7.0, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1767225600123",
        "1767225600123.0",
        "\"2026-01-01T00:00:00.123Z\"",
        "\"2026-01-01T02:00:00.123456+02:00\""
      })
  void takesTheTimeOfAFlatObjectWhereverItStands(String ts) throws Exception {
    Instant at = Instant.parse("2026-01-01T00:00:00.123Z");
    assertThat(parse("{\"a\":1,\"ts\":" + ts + ",\"b\":2}"))
        .containsExactly(
            new Reading("dev1", "a", at, 1.0, null), new Reading("dev1", "b", at, 2.0, null));
  }

  @Test
  void resolvesTheMultipleDatapointsOfRfc8428() throws Exception {
    // RFC 8428, section 5.1.2
    String pack =
        """
        [{"bn":"urn:dev:ow:10e2073a0108006:","bt":1.276020076001e+09,"bu":"A","bver":5,
          "n":"voltage","u":"V","v":120.1},
         {"n":"current","t":-5,"v":1.2},
         {"n":"current","t":-4,"v":1.3},
         {"n":"current","v":1.7}]""";
    assertThat(parse(pack))
        .containsExactly(
            reading("voltage", "2010-06-08T18:01:16.001Z", 120.1, "V"),
            reading("current", "2010-06-08T18:01:11.001Z", 1.2, "A"),
            reading("current", "2010-06-08T18:01:12.001Z", 1.3, "A"),
            reading("current", "2010-06-08T18:01:16.001Z", 1.7, "A"));
  }

  @Test
  void readsTheSinglePointOfRfc8428() throws Exception {
    // RFC 8428, section 5.1.1: the last part of the URN is all the name that there is
    assertThat(parse("[{\"n\":\"urn:dev:ow:10e2073a01080063\",\"u\":\"Cel\",\"v\":23.1}]"))
        .containsExactly(new Reading("dev1", "10e2073a01080063", NOW, 23.1, "Cel"));
  }

  @Test
  void readsMixedKindsAndIgnoresUnknownFields() throws Exception {
    // After RFC 8428, section 5.1.4
    String pack =
        """
        [{"bn":"dev1:","n":"temp","u":"Cel","v":23.1,"future":{"a":[1,{"b":2}]}},
         {"n":"label","vs":"Machine Room"},
         {"n":"open","vb":false,"ut":60}]""";
    assertThat(parse(pack))
        .containsExactly(
            new Reading("dev1", "temp", NOW, 23.1, "Cel"),
            new Reading("dev1", "label", NOW, "Machine Room", null),
            new Reading("dev1", "open", NOW, false, null));
  }

  @Test
  void addsTheBaseValueAndUsesItAlone() throws Exception {
    assertThat(
            parse("[{\"bv\":20,\"n\":\"a\",\"v\":0.5},{\"n\":\"b\"},{\"n\":\"c\",\"vs\":\"x\"}]"))
        .extracting(Reading::value)
        .containsExactly(20.5, 20.0, "x");
  }

  @ParameterizedTest(name = "bt {0} t {1} is {2}")
  @CsvSource({
    "0, 0, 2026-03-01T12:00:00.250Z",
    "0, -10.5, 2026-03-01T11:59:49.750Z",
    "-60, 10, 2026-03-01T11:59:10.250Z",
    "0, 268435455, 2034-09-02T09:24:15.250Z", // 2^28 - 1: the last relative time
    "0, 268435456, 1978-07-04T21:24:16Z", // 2^28: the first absolute one
    "1767225600, 0.0015, 2026-01-01T00:00:00.002Z",
    "1767225600.25, -300000000, 2016-06-29T18:40:00.250Z" // the sum decides, not its parts
  })
  void tellsRelativeTimesFromAbsolute(String bt, String t, String expected) throws Exception {
    assertThat(parse("[{\"bt\":" + bt + ",\"t\":" + t + ",\"n\":\"a\",\"v\":1}]").get(0).at())
        .isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest(name = "bn {0} n {1}")
  @CsvSource({
    "'', temperature",
    "dev1, temperature",
    "dev1:, temperature",
    "dev1/, temperature",
    "dev1, :temperature",
    "'', dev1:temperature",
    "dev1:temperature, ''",
    "dev1:temp, erature",
    "urn:dev:ow:10e2073a01080063:, temperature",
    "urn:example:dev1:, temperature",
    "URN:example:dev1/, temperature"
  })
  void findsTheSeriesInTheNamesThatADeviceMayUse(String bn, String n) throws Exception {
    assertThat(parse("[{\"bn\":\"" + bn + "\",\"n\":\"" + n + "\",\"v\":1}]"))
        .extracting(Reading::key)
        .containsExactly("temperature");
  }

  @ParameterizedTest
  @CsvSource({"dev2:, temperature", "dev12, :temperature", "'', dev2:temperature", "x, y/z"})
  void refusesTheNamesOfOtherDevices(String bn, String n) {
    assertThatThrownBy(() -> parse("[{\"bn\":\"" + bn + "\",\"n\":\"" + n + "\",\"v\":1}]"))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessage("record 1 has a name that is not of the device that sent it");
  }

  @Test
  void refusesAPackOfSeveralUrns() {
    assertThatThrownBy(
            () -> parse("[{\"n\":\"urn:dev:ow:1:t\",\"v\":1},{\"n\":\"urn:dev:ow:2:t\",\"v\":2}]"))
        .hasMessageContaining("record 2 has another URN");
  }

  @Test
  void readsSenmlCborWithAndWithoutItsTag() throws Exception {
    // [{-2: "dev1:", -3: 1767225600, 0: "t", 1: "Cel", 2: 21.5}, {0: "open", 4: true, 6: -1}]
    String pack =
        "82a52165646576313a221a6955b900006174016343656c02f94d60" + "a300646f70656e04f50620";
    List<Reading> expected =
        List.of(
            reading("t", "2026-01-01T00:00:00Z", 21.5, "Cel"),
            reading("open", "2025-12-31T23:59:59Z", true, null));
    assertThat(parser.parse("dev1", hex(pack), NOW)).isEqualTo(expected);
    assertThat(parser.parse("dev1", hex("d9d9f7" + pack), NOW)).isEqualTo(expected);
    // the same of indefinite length
    String open =
        "9fbf2165646576313a221a6955b900006174016343656c02f94d60ffbf00646f70656e04f50620ffff";
    assertThat(parser.parse("dev1", hex(open), NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "81a2006174" + "02f97e00", // NaN
        "81a2006174" + "02f97c00", // Infinity
        "81a2006174" + "0843010203", // binary data
        "81a2" + "616e6174" + "617601", // text labels
        "81a2006174" + "02", // cut off
        "a2006174" + "0201", // a record without its array
        "80",
        "9f",
        "81" + "a0",
        "d9d9f7"
      })
  void refusesCborThatIsNotAPack(String hex) {
    assertThatThrownBy(() -> parser.parse("dev1", hex(hex), NOW))
        .isInstanceOf(MalformedTelemetryException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "hello SECRET",
        "{",
        "{}",
        "[]",
        "[{}]",
        "[1]",
        "null",
        "\"SECRET\"",
        "{\"SECRET\":NaN}",
        "{\"SECRET\":Infinity}",
        "{\"SECRET\":1e999}",
        "{\"SECRET\":-1e999}",
        "{\"SECRET\":null}",
        "{\"SECRET\":[1]}",
        "{\"SECRET\":{\"a\":1}}",
        "{\"SECRET\":1,\"SECRET\":2}",
        "{\"SECRET\":1} x",
        "{\"SECRET\":1}{\"b\":2}",
        "{\"SECRET'; drop table device; --\":1}",
        "{\"SE CRET\":1}",
        "{\"\":1}",
        "{\"ts\":1767225600123}",
        "{\"ts\":true,\"SECRET\":1}",
        "{\"ts\":\"SECRET\",\"a\":1}",
        "{\"ts\":-1,\"a\":1}",
        "{\"ts\":1e300,\"a\":1}",
        "{\"ts\":\"+999999999-01-01T00:00:00Z\",\"a\":1}",
        "[{\"n\":\"SECRET\"}]",
        "[{\"n\":\"SECRET\",\"v\":\"1\"}]",
        "[{\"n\":\"SECRET\",\"v\":true}]",
        "[{\"n\":\"SECRET\",\"vb\":1}]",
        "[{\"n\":\"SECRET\",\"vs\":1}]",
        "[{\"n\":\"SECRET\",\"vd\":\"AAAA\"}]",
        "[{\"n\":\"SECRET\",\"s\":1}]",
        "[{\"n\":\"SECRET\",\"v\":1,\"vs\":\"a\"}]",
        "[{\"n\":\"SECRET\",\"v\":1,\"v\":2}]",
        "[{\"n\":\"SECRET\",\"v\":1,\"SECRET_\":2}]",
        "[{\"n\":\"SECRET\",\"v\":1,\"u\":\"\"}]",
        "[{\"n\":\"SECRET\",\"v\":1,\"t\":1767225600123}]",
        "[{\"n\":\"SECRET\",\"v\":1,\"t\":-1e300}]",
        "[{\"n\":\"SECRET\",\"v\":1,\"bver\":11}]",
        "[{\"n\":\"SECRET\",\"v\":1e999}]",
        "[{\"bv\":1e308,\"n\":\"SECRET\",\"v\":1e308}]",
        "[{\"n\":\"SECRET SECRET\",\"v\":1}]",
        "[{\"v\":1}]",
        "[{\"n\":\"SECRET\",\"v\":1}",
        "[{\"n\":\"SECRET\",\"v\":1}] []",
        "[[{\"n\":\"SECRET\",\"v\":1}]]",
        "[{\"n\":\"a\",\"v\":1,\"x\":[[[[[[[[[[1]]]]]]]]]]}]"
      })
  void refusesRubbishWithoutRepeatingIt(String payload) {
    assertThatThrownBy(() -> parse(payload))
        .isInstanceOf(MalformedTelemetryException.class)
        .message()
        .isNotEmpty()
        .doesNotContain("SE CRET", "SECRET SECRET", "drop", "SECRET_", "Unrecognized");
  }

  @Test
  void refusesMoreThanItsLimits() throws Exception {
    String full = objectOf(DeviceMessageParser.MAX_READINGS);
    assertThat(parse(full)).hasSize(DeviceMessageParser.MAX_READINGS);
    assertThatThrownBy(() -> parse(objectOf(DeviceMessageParser.MAX_READINGS + 1)))
        .hasMessage("more than 200 values");
    String record = "{\"n\":\"a\",\"v\":1}";
    assertThatThrownBy(() -> parse("[" + (record + ",").repeat(200) + record + "]"))
        .hasMessage("more than 200 records");
    assertThatThrownBy(() -> parse("{\"a\":\"" + "x".repeat(1025) + "\"}"))
        .hasMessageContaining("at most 1024");
    assertThatThrownBy(() -> parse("{\"a\":\"" + "x".repeat(64 * 1024) + "\"}"))
        .hasMessageContaining("at most 65536 are taken");
    assertThatThrownBy(() -> parse("[".repeat(5_000)))
        .isInstanceOf(MalformedTelemetryException.class);
  }

  private static String objectOf(int fields) {
    return IntStream.range(0, fields)
        .mapToObj(i -> "\"k" + i + "\":" + i)
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void throwsNothingElseWhateverTheBytes() {
    Random random = new Random(20_260_301);
    byte[][] seeds = {
      hex("82a52165646576313a221a6955b900006174016343656c02f94d60a300646f70656e04f50620"),
      "[{\"bn\":\"dev1:\",\"bt\":1767225600,\"n\":\"t\",\"u\":\"Cel\",\"v\":21.5},{\"n\":\"o\",\"vb\":true}]"
          .getBytes(StandardCharsets.UTF_8),
      "{\"ts\":\"2026-01-01T00:00:00Z\",\"a\":1.5,\"b\":true,\"c\":\"x\\u00e9\"}"
          .getBytes(StandardCharsets.UTF_8),
      {(byte) 0x9f},
      {}
    };
    for (int i = 0; i < 20_000; i++) {
      byte[] payload = mutated(seeds[i % seeds.length], random);
      Throwable thrown = catchThrowable(() -> parser.parse("dev1", payload, NOW));
      if (thrown != null && !(thrown instanceof MalformedTelemetryException)) {
        throw new AssertionError("payload " + HexFormat.of().formatHex(payload), thrown);
      }
    }
  }

  /** The seed with some bytes changed, cut or added; an empty seed is all chance. */
  static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.length < 2 ? new byte[seed.length + random.nextInt(64)] : seed.clone();
    if (seed.length < 2) {
      random.nextBytes(bytes);
      System.arraycopy(seed, 0, bytes, 0, seed.length);
      return bytes;
    }
    for (int n = random.nextInt(4); n >= 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 8))
        : bytes;
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
