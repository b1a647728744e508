package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.device.DeviceSelection;
import io.iotcrm.ejb.device.CommandJobTable.Part;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class CommandJobTableTest {
  private final Rows rows;
  private final Rows.Transactions transactions;
  private final CommandJobTable table;
  private String profile;

  CommandJobTableTest(DataSource source) {
    rows = new Rows(source);
    transactions = new Rows.Transactions(source);
    table = new CommandJobTable(transactions.database());
  }

  @BeforeEach
  void devices() throws SQLException {
    profile = "p" + UUID.randomUUID().toString().substring(0, 8);
    rows.devices(profile, 25);
    rows.execute(
        "update device set site = 'riga' where id in (?, ?)", profile + "-1", profile + "-2");
    rows.execute("update device set enabled = false where id = ?", profile + "-2");
  }

  private UUID job(DeviceSelection selection) throws SQLException {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into command_job (id, name, selection, state, requested_by, idempotency_key,"
            + " expires_at, one_way, timeout_seconds, not_before) values (?, 'reboot', ?::jsonb,"
            + " 'CREATING', 'sam', ?, now() + interval '1 hour', true, 30,"
            + " now() + interval '10 minutes')",
        id,
        selection.json().toString(),
        id.toString());
    return id;
  }

  private Optional<Part> createSome(UUID job, int limit) throws Exception {
    return transactions.in(() -> table.createSome(job, limit));
  }

  private long commands(UUID job, String state) throws SQLException {
    return rows.one(
        Long.class, "select count(*) from command where job_id = ? and state = ?", job, state);
  }

  private DeviceSelection all() {
    return new DeviceSelection(profile, null, null, null);
  }

  @Test
  void makesItsCommandsPartByPart() throws Exception {
    UUID job = job(all());

    assertThat(createSome(job, 10)).get().extracting(Part::more).isEqualTo(true);
    assertThat(createSome(job, 10)).get().extracting(Part::created).isEqualTo(10);
    assertThat(createSome(job, 10)).get().isEqualTo(new Part(4, profile + "-9", false));
    assertThat(createSome(job, 10)).isEmpty();

    assertThat(commands(job, "QUEUED")).isEqualTo(24);
    assertThat(rows.one(String.class, "select state from command_job where id = ?", job))
        .isEqualTo("CREATED");
  }

  @Test
  void eachDeviceGetsOneCommandHoweverManyInstancesWork() throws Exception {
    UUID job = job(all());
    Callable<Optional<Part>> part = () -> createSome(job, 3);
    ExecutorService instances = Executors.newFixedThreadPool(8);
    try {
      for (Future<Optional<Part>> one : instances.invokeAll(Collections.nCopies(20, part))) {
        one.get();
      }
    } finally {
      instances.shutdownNow();
    }
    assertThat(commands(job, "QUEUED")).isEqualTo(24);
    assertThat(
            rows.one(
                Long.class, "select count(distinct device_id) from command where job_id = ?", job))
        .isEqualTo(24);
  }

  @Test
  void itsCommandsLeaveNotBeforeTheirTimeAndAreInTheDevicesTimelines() throws Exception {
    UUID job = job(all());
    createSome(job, 100);

    assertThat(
            rows.one(
                Long.class,
                "select count(*) from outbox o join command c on o.payload ->> 'commandId' = c.id::text"
                    + " where c.job_id = ? and o.kind = 'COMMAND' and o.next_attempt_at = c.not_before"
                    + " and c.one_way and c.timeout_seconds = 30",
                job))
        .isEqualTo(24);
    assertThat(
            rows.one(
                Long.class,
                "select count(*) from timeline_entry t join command c on t.ref_id = c.id::text"
                    + " where c.job_id = ? and t.device_id = c.device_id",
                job))
        .isEqualTo(24);
  }

  @Test
  void takesBackWhatIsQueuedAndMakesNoMore() throws Exception {
    UUID job = job(all());
    createSome(job, 10);
    rows.execute(
        "update command set state = 'SENT' where job_id = ? and device_id = ?",
        job,
        profile + "-0");

    assertThat(transactions.in(() -> table.cancel(job))).isEqualTo(9);

    assertThat(createSome(job, 10)).isEmpty();
    assertThat(commands(job, "CANCELLED")).isEqualTo(9);
    assertThat(commands(job, "SENT")).isEqualTo(1);
  }

  @Test
  void reachesOnlyDevicesInUseThatFitEverything() throws SQLException {
    assertThat(table.count(all())).isEqualTo(24);
    assertThat(table.count(new DeviceSelection(profile, "riga", null, null))).isEqualTo(1);
    assertThat(
            table.count(
                new DeviceSelection(
                    null, null, null, List.of(profile + "-1", profile + "-2", profile + "-3"))))
        .isEqualTo(2);
    assertThat(table.count(new DeviceSelection(profile, null, UUID.randomUUID(), null))).isZero();
  }
}
