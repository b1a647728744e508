package io.iotcrm.ejb.telemetry;

import static io.iotcrm.ejb.telemetry.StoredTelemetry.TEMPERATURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.device.DeviceQuota;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DeviceQuotasTest {
  private Instant now = Instant.parse("2026-03-03T23:59:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final StoredTelemetry telemetry;
  private final DeviceQuotas quotas;
  private final int device;

  DeviceQuotasTest(Database database) throws SQLException {
    telemetry = new StoredTelemetry(database);
    quotas = new DeviceQuotas(database, clock);
    device = telemetry.device();
  }

  @Test
  void admitsTheBurstAndThenAtTheQuotasRate() throws SQLException {
    DeviceQuota quota = DeviceQuota.of("{\"quota\":{\"messagesPerMinute\":6,\"burst\":2}}");
    assertThat(quotas.admit(device, quota)).isZero();
    assertThat(quotas.admit(device, quota)).isZero();
    assertThat(quotas.admit(device, quota)).isEqualTo(10);
    now = now.plusSeconds(10);
    assertThat(quotas.admit(device, quota)).isZero();
    assertThat(quotas.admit(device, quota)).isEqualTo(10);
  }

  @Test
  void countsTheDaysReadingsWhicheverWayTheyCame() throws SQLException {
    DeviceQuota quota = DeviceQuota.of("{\"quota\":{\"readingsPerDay\":3}}");
    telemetry.store(
        device, TEMPERATURE, List.of(now.minusSeconds(60), now.minusSeconds(86_400)), 1.0);
    assertThat(quotas.admit(device, quota)).isZero();
    quotas.count(device, 1);
    assertThat(quotas.admit(device, quota)).isZero();
    quotas.count(device, 1);
    assertThat(quotas.admit(device, quota)).isEqualTo(60);
    assertThat(quotas.readingsToday(device)).isEqualTo(1);

    telemetry.store(device, TEMPERATURE, now.minusSeconds(10), 2.0);
    telemetry.store(device, TEMPERATURE, now.minusSeconds(20), 2.0);
    now = now.plusSeconds(30);
    assertThat(quotas.admit(device, quota)).isEqualTo(30);

    now = now.plusSeconds(30);
    assertThat(quotas.admit(device, quota)).isZero();
  }

  @Test
  void limitsNothingThatTheProfileDoesNotName() throws SQLException {
    for (String settings : List.of("{}", "{\"quota\":{}}", "{\"quota\":[]}", "rubbish")) {
      assertThat(DeviceQuota.of(settings)).isEqualTo(DeviceQuota.NONE);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(quotas.admit(device, DeviceQuota.NONE)).isZero();
    }
  }
}
