package io.iotcrm.ejb.telemetry;

import static io.iotcrm.ejb.telemetry.StoredTelemetry.TEMPERATURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.telemetry.StorageStatus;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.security.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class StorageUpkeepTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  private final Database database;
  private final List<String> audited = new ArrayList<>();

  StorageUpkeepTest(Database database) {
    this.database = database;
  }

  @Test
  void closesDaysAfterTheirTimeAndDropsWhatHasExpired() throws Exception {
    StoredTelemetry telemetry = new StoredTelemetry(database);
    int device = telemetry.device();
    for (int days : new int[] {0, 1, 2, 3, 4, 40}) {
      telemetry.store(device, TEMPERATURE, noon(days), 20.0);
    }
    StorageUpkeep upkeep = upkeep(telemetry, Duration.ofHours(6));

    String message = upkeep.run(false, step -> {}, readings -> true);

    assertThat(message).isEqualTo("3 days closed, 3 readings, 0 partitions dropped");
    assertThat(database.call(HotDays::read).open()).hasSize(3);
    StorageStatus status = new StorageNumbers(database).read(new StorageJob(database).read());
    assertThat(status.open().days()).isEqualTo(3);
    assertThat(status.closed().days()).isEqualTo(3);
    assertThat(status.closed().readings()).isEqualTo(3);
    assertThat(status.rollups().seriesMonths()).isBetween(1L, 3L);

    // Late readings wait for more, unless somebody is in a hurry.
    telemetry.store(device, TEMPERATURE, noon(40).plusSeconds(1), 21.0);
    assertThat(upkeep.due(false)).isEmpty();
    assertThat(upkeep.due(true)).containsExactly(TODAY.minusDays(40));

    // What is shorter from now on is dropped with its week; what is not closed yet is left out.
    telemetry.retention("{\"days\": 10}");
    assertThat(upkeep.run(true, step -> {}, readings -> true))
        .isEqualTo("1 days closed, 0 readings, 1 partitions dropped");
    assertThat(audited).hasSize(2).allMatch(text -> text.startsWith("system drop telemetry"));
    assertThat(telemetry.number("select sum(readings) from telemetry_chunk")).isEqualTo(2);
    assertThat(telemetry.number("select count(*) from telemetry_rollup")).isPositive();
  }

  @Test
  void aRunThatWasCutOffOrAskedForIsDue() throws Exception {
    StorageJob job = new StorageJob(database);
    Instant now = Instant.now();
    assertThat(StorageJob.isDue(job.read(), now)).isTrue();
    job.request("anna");
    assertThat(StorageJob.isRequested(job.read())).isTrue();
    job.begin("n1");
    assertThat(job.read().running()).isTrue();
    assertThat(StorageJob.isRequested(job.read())).isFalse();
    assertThat(StorageJob.isDue(job.read(), now)).isTrue();
    job.finish("done");
    assertThat(StorageJob.isDue(job.read(), now)).isFalse();
    assertThat(StorageJob.isDue(job.read(), now.plus(Duration.ofHours(2)))).isTrue();
    assertThat(job.read().requestedBy()).isEqualTo("anna");
  }

  private StorageUpkeep upkeep(StoredTelemetry telemetry, Duration late) {
    AuditLog audit =
        new AuditLog() {
          @Override
          public void recordApart(String actor, AuditEvent event) {
            audited.add(actor + " " + event.action() + " " + event.objectType());
          }
        };
    Meters meters =
        new Meters() {
          @Override
          public void telemetryClosed(long readings, long expired) {}

          @Override
          public void telemetryDropped(String what, long count) {}
        };
    return new StorageUpkeep(
        database,
        telemetry.closing(),
        new RetentionMoves(database),
        new ClosingPolicy(Duration.ofDays(2), late, Integer.MAX_VALUE),
        meters,
        audit);
  }

  private static Instant noon(int daysAgo) {
    return TODAY.minusDays(daysAgo).atTime(12, 0).toInstant(ZoneOffset.UTC);
  }
}
