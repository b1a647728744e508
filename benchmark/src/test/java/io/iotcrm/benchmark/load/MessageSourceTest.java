package io.iotcrm.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.telemetry.DeviceMessageParser;
import io.iotcrm.domain.telemetry.GatewayMessageParser;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageSourceTest {
  @Test
  void noTwoMessagesOfADeviceShareATimeStamp() {
    MessageSource source = new MessageSource(1, 3);
    long last = 0;
    for (int i = 0; i < 100; i++) {
      long at = source.next(1_000).at();
      assertThat(at).isGreaterThan(last);
      last = at;
    }
    assertThat(source.next(5_000).at()).isEqualTo(5_000);
  }

  @Test
  void isReadByTheProductsOwnParser() throws MalformedTelemetryException {
    MessageSource.Message message = new MessageSource(1, 3).next(1_763_000_000_123L);
    List<Reading> readings =
        new DeviceMessageParser().parse("bench-00001", message.payload(), Instant.EPOCH);
    assertThat(readings.stream().map(Reading::key))
        .containsExactlyInAnyOrder("temperature", "humidity", "battery");
    assertThat(readings)
        .allMatch(reading -> reading.at().equals(Instant.ofEpochMilli(1_763_000_000_123L)));
  }

  @Test
  void setsOffNoRuleOfTheDemoShop() throws MalformedTelemetryException {
    MessageSource source = new MessageSource(1, 3);
    for (int i = 0; i < 500; i++) {
      for (Reading reading :
          new DeviceMessageParser().parse("d", source.next(i + 1).payload(), Instant.EPOCH)) {
        if (reading.key().equals("temperature")) {
          assertThat(reading.number()).isBetween(3.0, 5.0);
        } else if (reading.key().equals("battery")) {
          assertThat(reading.number()).isGreaterThan(50);
        }
      }
    }
  }

  @Test
  void aGatewaysMessageIsReadByTheProductsOwnParser() throws MalformedTelemetryException {
    MessageSource.Message message = new MessageSource(1, 3, List.of("d1", "d2")).next(5_000);

    Map<String, byte[]> parts = new GatewayMessageParser().parse(message.payload()).messages();

    assertThat(parts).containsOnlyKeys("d1", "d2");
    assertThat(new DeviceMessageParser().parse("d2", parts.get("d2"), Instant.EPOCH))
        .hasSize(3)
        .allMatch(reading -> reading.at().equals(Instant.ofEpochMilli(5_000)));
  }

  @Test
  void refusesAnAbsurdNumberOfKeys() {
    assertThatThrownBy(() -> new MessageSource(1, 0)).hasMessageContaining("1 to 100");
  }
}
