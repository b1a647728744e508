package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MachineCredentialsTest {
  private static final BrokerPrincipal.MachineName FRIDGE =
      new BrokerPrincipal.MachineName(BrokerPrincipal.Kind.DEVICE, "f-1");

  private final FakeCredentials source = new FakeCredentials().device("f-1", "secret");
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final MachineCredentials credentials =
      new MachineCredentials(source, Duration.ofSeconds(30), Duration.ofHours(1), clock);

  @Test
  void knowsTheRightSecretOnly() {
    assertThat(credentials.verify(FRIDGE, "secret")).isPresent();
    assertThat(credentials.verify(FRIDGE, "other")).isEmpty();
    assertThat(
            credentials.verify(
                new BrokerPrincipal.MachineName(BrokerPrincipal.Kind.EDGE, "f-1"), "secret"))
        .isEmpty();
  }

  @Test
  void asksAgainAfterHalfAMinute() {
    credentials.verify(FRIDGE, "secret");
    credentials.verify(FRIDGE, "secret");
    assertThat(source.asked).hasValue(1);

    source.blockDevice("f-1");
    now = now.plusSeconds(31);
    assertThat(credentials.verify(FRIDGE, "secret")).isEmpty();
  }

  @Test
  void trustsWhatItKnewForAnHourWhileTheDatabaseIsAway() {
    credentials.verify(FRIDGE, "secret");
    source.away = true;

    now = now.plus(Duration.ofMinutes(59));
    assertThat(credentials.verify(FRIDGE, "secret")).isPresent();
    assertThat(credentials.verify(FRIDGE, "other")).isEmpty();

    now = now.plus(Duration.ofMinutes(2));
    assertThat(credentials.verify(FRIDGE, "secret")).isEmpty();
  }

  @Test
  void refusesTheUnknownWhileTheDatabaseIsAwayAndLeavesItAlone() {
    source.away = true;
    for (int i = 0; i < 100; i++) {
      assertThat(credentials.verify(FRIDGE, "secret")).isEmpty();
    }
    assertThat(source.asked).hasValue(1);

    source.away = false;
    now = now.plusSeconds(3);
    assertThat(credentials.verify(FRIDGE, "secret")).isPresent();
  }
}
