package io.iotcrm.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayMessageParserTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final GatewayMessageParser parser = new GatewayMessageParser();

  @Test
  void givesEachDeviceItsOwnMessage() throws Exception {
    GatewayMessageParser.Parsed parsed =
        parse(
            "{\"a\":{\"temperature\":4.5,\"open\":true},"
                + "\"b\":[{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":55}]}");

    assertThat(parsed.refused()).isEmpty();
    assertThat(parsed.messages()).containsOnlyKeys("a", "b");
    assertThat(new DeviceMessageParser().parse("a", parsed.messages().get("a"), NOW))
        .extracting(Reading::key)
        .containsExactlyInAnyOrder("temperature", "open");
    assertThat(new DeviceMessageParser().parse("b", parsed.messages().get("b"), NOW))
        .singleElement()
        .satisfies(reading -> assertThat(reading.value()).isEqualTo(55.0));
  }

  @Test
  void aNameThatIsNoIdKeepsNoOtherOut() throws Exception {
    GatewayMessageParser.Parsed parsed = parse("{\"a\":{\"t\":1},\"not an id\":{\"t\":1}}");

    assertThat(parsed.messages()).containsOnlyKeys("a");
    assertThat(parsed.refused()).containsExactly("not an id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "7",
        "{\"a\":{\"t\":1}",
        "{\"a\":{\"t\":1}}{}",
        "{\"a\":{\"t\":1},\"a\":{\"t\":2}}"
      })
  void refusesWhatIsNoSuchObject(String message) {
    assertThatThrownBy(() -> parse(message)).isInstanceOf(MalformedTelemetryException.class);
  }

  @Test
  void refusesTooManyDevicesAndTooManyBytes() {
    String many =
        IntStream.rangeClosed(0, GatewayMessageParser.MAX_DEVICES)
            .mapToObj(i -> "\"d" + i + "\":{\"t\":1}")
            .collect(Collectors.joining(",", "{", "}"));
    assertThatThrownBy(() -> parse(many)).isInstanceOf(MalformedTelemetryException.class);
    assertThatThrownBy(() -> parse(" ".repeat(GatewayMessageParser.MAX_BYTES + 1)))
        .isInstanceOf(MalformedTelemetryException.class);
  }

  private GatewayMessageParser.Parsed parse(String message) throws Exception {
    return parser.parse(message.getBytes(StandardCharsets.UTF_8));
  }
}
