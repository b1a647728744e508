package io.iotcrm.edge.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.RegisteredProfile;
import io.iotcrm.edge.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuotasTest {
  private Instant now = Instant.parse("2026-03-01T23:59:00Z");
  private long nanos;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final RegisteredDevice slow = device("slow", "slow");
  private final RegisteredDevice daily = device("daily", "daily");
  private final RegisteredDevice free = device("free", null);
  private final RegisteredDevice odd = device("odd", "odd");
  private final Registry registry =
      new Registry(
          Map.of("slow", slow, "daily", daily, "free", free, "odd", odd),
          Map.of(
              "slow", profile(Map.of("messagesPerMinute", 6.0, "burst", 3.0)),
              "daily", profile(Map.of("readingsPerDay", 10.0)),
              "odd", profile(Map.of("messagesPerMinute", "many", "burst", -1.0))),
          null);

  private static RegisteredDevice device(String id, String profile) {
    return new RegisteredDevice(id, true, List.of(), profile);
  }

  private static RegisteredProfile profile(Map<String, Object> quota) {
    return new RegisteredProfile(List.of(), Map.of("quota", quota));
  }

  private Quotas quotas(int perMinute) {
    return new Quotas(() -> registry, perMinute, () -> nanos, clock);
  }

  private void wait(int seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void letsABurstInAndThenOneInTenSeconds() {
    Quotas quotas = quotas(0);
    for (int i = 0; i < 3; i++) {
      assertThat(quotas.admit(slow, slow)).isZero();
    }
    assertThat(quotas.admit(slow, slow)).isEqualTo(10);
    wait(9);
    assertThat(quotas.admit(slow, slow)).isEqualTo(1);
    wait(1);
    assertThat(quotas.admit(slow, slow)).isZero();
    assertThat(quotas.admit(slow, slow)).isPositive();
    assertThat(quotas.admit(free, free)).isZero();
  }

  @Test
  void countsReadingsOfTheDay() {
    Quotas quotas = quotas(0);
    assertThat(quotas.admit(daily, daily)).isZero();
    quotas.count(daily, daily, 10);
    assertThat(quotas.admit(daily, daily)).isEqualTo(60);
    now = now.plusSeconds(60);
    assertThat(quotas.admit(daily, daily)).isZero();
  }

  @Test
  void chargesTheGatewayForWhatItSendsForOthers() {
    Quotas quotas = quotas(0);
    for (int i = 0; i < 3; i++) {
      assertThat(quotas.admit(slow, free)).isZero();
    }
    assertThat(quotas.admit(slow, free)).isPositive();
    assertThat(quotas.admit(free, free)).isZero();
  }

  @Test
  void limitsAllTogether() {
    Quotas quotas = quotas(60);
    int admitted = 0;
    while (quotas.admit(free, free) == 0) {
      admitted++;
    }
    assertThat(admitted).isEqualTo(10);
    assertThat(quotas.admit(daily, daily)).isEqualTo(1);
  }

  @Test
  void limitsNothingThatIsNotSaidPlainly() {
    Quotas quotas = quotas(0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(quotas.admit(odd, odd)).isZero();
    }
  }
}
