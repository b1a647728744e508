package io.iotcrm.ejb.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.DeviceSelection;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.transfer.ExportSpec;
import io.iotcrm.domain.transfer.ExportTiming;
import io.iotcrm.domain.transfer.ExportView;
import io.iotcrm.domain.transfer.ImportMapping;
import io.iotcrm.domain.transfer.ImportView;
import io.iotcrm.domain.transfer.NewExportSchedule;
import io.iotcrm.domain.transfer.TransferFormat;
import io.iotcrm.domain.transfer.TransferState;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import io.iotcrm.ejb.security.AuditLog;
import io.iotcrm.ejb.telemetry.HistoryStore;
import io.iotcrm.ejb.telemetry.TelemetryExtract;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(PostgresExtension.class)
class TransferJobsTest {
  private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

  private final Rows rows;
  private final ExportTable exports;
  private final ScheduleTable schedules;
  private final ImportTable imports;
  private final StoredFiles files;
  private final HistoryStore history;
  private final Database database;
  private final List<String> audited = new ArrayList<>();
  private String profile;

  TransferJobsTest(DataSource source, Database database) {
    this.database = database;
    rows = new Rows(source);
    exports = new ExportTable(database);
    schedules = new ScheduleTable(database, exports);
    imports = new ImportTable(database);
    files = new StoredFiles(database);
    history = new HistoryStore(database);
  }

  @BeforeEach
  void devices() throws SQLException {
    rows.execute("delete from telemetry_export");
    rows.execute("delete from telemetry_export_schedule");
    rows.execute("delete from telemetry_import");
    profile = "p" + UUID.randomUUID().toString().substring(0, 8);
    rows.devices(profile, 3);
  }

  private void store(int device, Instant at, String key, Object value) throws SQLException {
    history.store(List.of(new Reading(profile + "-" + device, key, at, value, null)));
  }

  @ParameterizedTest
  @EnumSource(TransferFormat.class)
  void whatIsExportedAndImportedAgainIsTheSame(TransferFormat format) throws Exception {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      readings.add(reading(1, i, "temperature", 20 + i / 10.0));
      readings.add(reading(2, i, "zone", i % 2 == 0 ? "7" : "=kitchen"));
    }
    history.store(readings);
    ExportView done = export(spec(format, null));
    assertThat(done.state()).isEqualTo(TransferState.DONE);
    assertThat(done.rows()).isEqualTo(1_000);
    assertThat(done.percent()).isEqualTo(100);
    byte[] file = file(exports.file(done.id()).orElseThrow());
    assertThat(file).hasSize((int) done.bytes());
    assertThat(audited).singleElement().asString().startsWith("anna export telemetry 1000 rows");

    rows.execute("delete from reading");
    ImportView imported = importFile(format, file, ImportMapping.USUAL);

    assertThat(imported.state()).isEqualTo(TransferState.DONE);
    assertThat(imported.readings()).isEqualTo(1_000);
    assertThat(imported.stored()).isEqualTo(1_000);
    assertThat(imported.refused()).isZero();
    assertThat(
            rows.one(
                Long.class,
                "select count(*) from reading r join telemetry_key k on k.no = r.key_no"
                    + " where k.name = 'zone' and r.txt in ('7', '=kitchen') and r.num is null"))
        .isEqualTo(500);
    assertThat(rows.one(Double.class, "select sum(num) from reading")).isEqualTo(22_475.0);

    ImportView again = importFile(format, file, ImportMapping.USUAL);
    assertThat(again.stored()).isZero();
    assertThat(rows.one(Long.class, "select count(*) from reading")).isEqualTo(1_000);
  }

  @Test
  void historyOfAClosedDayIsMergedIntoItsChunks() throws Exception {
    store(1, BEGIN, "temperature", 1.0);
    closeAll();
    assertThat(rowsOfThisTest()).isZero();
    String csv =
        """
        device,time,temperature
        %1$s-1,2026-03-02T00:00:00Z,99
        %1$s-1,2026-03-02 00:01:00,2
        %1$s-1,1772409720,3
        """
            .formatted(profile);

    ImportView done = importFile(TransferFormat.CSV, bytes(csv), ImportMapping.USUAL);

    assertThat(done.state()).isEqualTo(TransferState.DONE);
    List<String> before = exported();
    assertThat(before)
        .containsExactly(
            profile + "-1,2026-03-02T00:00:00Z,temperature,1,",
            profile + "-1,2026-03-02T00:01:00Z,temperature,2,",
            profile + "-1,2026-03-02T00:02:00Z,temperature,3,");
    closeAll();
    assertThat(rowsOfThisTest()).isZero();
    assertThat(exported()).isEqualTo(before);
  }

  private long rowsOfThisTest() throws SQLException {
    return rows.one(
        Long.class,
        "select count(*) from reading r join device d on d.no = r.device_no where d.id = ?",
        profile + "-1");
  }

  private void closeAll() throws Exception {
    for (int day = 0; day < 3; day++) {
      history.close(BEGIN.plus(day, ChronoUnit.DAYS));
    }
  }

  private List<String> exported() throws Exception {
    ExportView done = export(spec(TransferFormat.CSV, null));
    byte[] file = file(exports.file(done.id()).orElseThrow());
    return new String(file, StandardCharsets.UTF_8).lines().skip(1).toList();
  }

  @Test
  void rowsThatAreNoReadingsAreRefusedOneByOneWithTheReason() throws Exception {
    String csv =
        """
        device,time,key,value
        %1$s-1,2026-03-02T00:00:00Z,temperature,1.5
        stranger,2026-03-02T00:00:00Z,temperature,1
        %1$s-1,yesterday,temperature,1
        %1$s-1,2026-03-02T00:01:00Z,bad key,1
        %1$s-1,2026-03-02T00:02:00Z,temperature,"1,5"
        %1$s-1,2999-01-01T00:00:00Z,temperature,1
        """
            .formatted(profile);
    UUID fileId = stored(bytes(csv));
    Path copy = ImportWork.local(files, fileId);
    String preview = ImportPreview.of(copy, TransferFormat.CSV, ImportMapping.USUAL, history);
    assertThat(preview)
        .contains("\"readings\":2", "\"refused\":4", "\"unknownDevices\":[\"stranger\"]");

    ImportView done = importFile(TransferFormat.CSV, bytes(csv), ImportMapping.USUAL);

    assertThat(done.rows()).isEqualTo(6);
    assertThat(done.stored()).isEqualTo(1);
    assertThat(done.refused()).isEqualTo(5);
    assertThat(done.errors()).isTrue();
    String errors =
        new String(file(imports.file(done.id(), true).orElseThrow()), StandardCharsets.UTF_8);
    assertThat(errors.lines()).hasSize(6);
    assertThat(errors)
        .contains("3,stranger,temperature: unknown-device")
        .contains("4," + profile + "-1,has a time that is none: yesterday")
        .contains("decimal comma");
    assertThat(rows.one(Long.class, "select count(*) from telemetry_key where name = 'bad key'"))
        .isZero();
  }

  @Test
  void sumsUpIntervalsOverAnySpanWithinTheWindowsThatFitIntoMemory() throws Exception {
    // Six days of minutes: more intervals than one window has.
    List<Reading> readings = new ArrayList<>();
    for (int minute = 0; minute < 6 * 1_440; minute += 7) {
      readings.add(
          new Reading(
              profile + "-1", "flow", BEGIN.plusSeconds(60L * minute + 30), (double) minute, null));
    }
    history.store(readings);
    ExportSpec spec =
        new ExportSpec(
            new DeviceSelection(profile, null, null, null),
            List.of("flow"),
            BEGIN,
            BEGIN.plus(6, ChronoUnit.DAYS),
            TransferFormat.CSV,
            "PT1M",
            null,
            List.of("count", "max"));

    ExportView done = export(spec);

    assertThat(done.rows()).isEqualTo(readings.size());
    List<String> lines =
        new String(file(exports.file(done.id()).orElseThrow()), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(lines.get(0)).isEqualTo("device,time,key,count,max");
    assertThat(lines.get(1)).isEqualTo(profile + "-1,2026-03-02T00:00:00Z,flow,1,0");
    assertThat(lines.get(lines.size() - 1)).endsWith(",flow,1,8638");
  }

  @Test
  void anExportWhoseInstanceDiedIsBegunAnewAndTheOldOneCannotDisturbIt() throws Exception {
    store(1, BEGIN, "temperature", 1.0);
    UUID id = exports.create(spec(TransferFormat.CSV, null), "anna", null);
    ExportTable.Claim dead = exports.claim().orElseThrow();
    OutputStream half = files.create(dead.fileId(), 1_000);
    half.write(bytes("half a file"));

    ExportTable.Claim next = exports.claim().orElseThrow();
    assertThat(next.id()).isEqualTo(id);
    assertThat(next.attempt()).isEqualTo(2);
    work(100_000).run(next, () -> true);

    assertThat(exports.progress(dead, 1, 1, 1)).isFalse();
    assertThat(exports.finish(dead, 9, 9, Instant.now())).isFalse();
    assertThat(exports.find(id).orElseThrow().rows()).isEqualTo(1);
    assertThat(exports.file(id)).contains(next.fileId());
    assertThat(exports.claim()).isEmpty();

    rows.execute("update transfer_file set created_at = now() - interval '2 hours'");
    imports.removeExpired();
    assertThat(rows.one(Long.class, "select count(*) from transfer_file")).isEqualTo(1);
  }

  @Test
  void anExportThatKillsEveryInstanceIsGivenUp() {
    UUID id = exports.create(spec(TransferFormat.CSV, null), "anna", null);
    for (int i = 0; i < ExportTable.MAX_ATTEMPTS; i++) {
      assertThat(exports.claim()).isPresent();
    }
    assertThat(exports.claim()).isEmpty();
    assertThat(exports.find(id).orElseThrow().state()).isEqualTo(TransferState.FAILED);
  }

  @Test
  void stopsWhereItIsCancelledOrTheLeaseIsLost() throws Exception {
    store(1, BEGIN, "temperature", 1.0);
    UUID id = exports.create(spec(TransferFormat.CSV, null), "anna", null);
    ExportTable.Claim claim = exports.claim().orElseThrow();
    work(100_000).run(claim, () -> false);
    assertThat(exports.find(id).orElseThrow().state()).isEqualTo(TransferState.RUNNING);

    exports.cancel(id, Instant.now().plusSeconds(60));
    work(100_000).run(claim, () -> true);
    assertThat(exports.find(id).orElseThrow().state()).isEqualTo(TransferState.CANCELLED);
    assertThat(exports.claim()).isEmpty();
  }

  @Test
  void aFileThatIsTooLargeFailsWithAdviceAndLeavesNothing() throws Exception {
    for (int i = 0; i < 100; i++) {
      store(1, BEGIN.plusSeconds(i), "temperature", 1.0);
    }
    UUID id = exports.create(spec(TransferFormat.CSV, null), "anna", null);
    ExportTable.Claim claim = exports.claim().orElseThrow();
    work(500).run(claim, () -> true);

    ExportView view = exports.find(id).orElseThrow();
    assertThat(view.state()).isEqualTo(TransferState.FAILED);
    assertThat(view.problem()).contains("more than 500 bytes");
    assertThat(file(claim.fileId())).isEmpty();
  }

  @Test
  void aScheduleStartsItsNewestRunOnceAndKeepsSoManyResults() throws Exception {
    store(1, BEGIN, "temperature", 1.0);
    ExportTiming timing =
        new ExportTiming(
            ExportTiming.Frequency.DAILY, 1, LocalTime.of(6, 0), "Europe/Riga", Period.ofDays(1));
    UUID id = Ids.next();
    schedules.create(
        id,
        new NewExportSchedule("nightly", spec(TransferFormat.CSV, null), timing, 2, true),
        "anna");
    assertThat(schedules.startDue(Instant.now())).isZero();

    Instant next = schedules.find(id).orElseThrow().nextAt();
    Instant later = next.plus(3, ChronoUnit.DAYS).plusSeconds(1);
    assertThat(schedules.startDue(later)).isEqualTo(1);
    assertThat(schedules.startDue(later)).isZero();
    ExportView made = exports.list(PageRequest.first()).items().get(0);
    assertThat(made.scheduleId()).isEqualTo(id);
    ExportSpec spec = ExportSpec.fromJson(made.spec());
    assertThat(spec.to()).isEqualTo(timing.to(next.plus(3, ChronoUnit.DAYS)));
    assertThat(Duration.between(spec.from(), spec.to()))
        .isBetween(Duration.ofHours(23), Duration.ofHours(25));

    for (int i = 0; i < 3; i++) {
      exports.create(spec, "anna", id);
    }
    for (var claim = exports.claim(); claim.isPresent(); claim = exports.claim()) {
      work(100_000).run(claim.get(), () -> true);
    }
    assertThat(exports.removeExpired()).isEqualTo(2);
    assertThat(exports.list(PageRequest.first()).items()).hasSize(2);
  }

  @Test
  void listsPageByCursor() {
    for (int i = 0; i < 5; i++) {
      exports.create(spec(TransferFormat.CSV, null), "anna", null);
    }
    var first = exports.list(new PageRequest(3, null));
    var second = exports.list(new PageRequest(3, first.nextCursor()));
    assertThat(first.items()).hasSize(3);
    assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
    assertThat(second.nextCursor()).isNull();
  }

  @Test
  void filesGoInAndOutInParts() throws Exception {
    byte[] data = new byte[3 * StoredFiles.PART_BYTES + 17];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * 31);
    }
    UUID id = stored(data);
    assertThat(rows.one(Long.class, "select count(*) from transfer_part where file_id = ?", id))
        .isEqualTo(4);
    assertThat(file(id)).isEqualTo(data);
    assertThatThrownBy(() -> files.create(UUID.randomUUID(), 10).write(new byte[11]))
        .isInstanceOf(StoredFiles.TooLargeException.class);
  }

  private ExportSpec spec(TransferFormat format, String interval) {
    return new ExportSpec(
        new DeviceSelection(profile, null, null, null),
        null,
        BEGIN,
        BEGIN.plus(3, ChronoUnit.DAYS),
        format,
        interval,
        null,
        null);
  }

  private Reading reading(int device, int second, String key, Object value) {
    return new Reading(profile + "-" + device, key, BEGIN.plusMillis(1_001L * second), value, null);
  }

  private ExportView export(ExportSpec spec) throws SQLException {
    UUID id = exports.create(spec, "anna", null);
    ExportTable.Claim claim = exports.claim().orElseThrow();
    assertThat(claim.id()).isEqualTo(id);
    work(10_000_000).run(claim, () -> true);
    return exports.find(id).orElseThrow();
  }

  private ExportWork work(long most) {
    return new ExportWork(
        database,
        exports,
        files,
        new TelemetryExtract(database),
        new TransferLimits(Duration.ofDays(7), most, most),
        silent(),
        audit());
  }

  private ImportView importFile(TransferFormat format, byte[] file, ImportMapping mapping)
      throws Exception {
    UUID id = Ids.next();
    imports.create(
        id,
        "file",
        format,
        mapping,
        stored(file),
        file.length,
        "anna",
        Instant.now().plusSeconds(60));
    assertThat(imports.start(id)).isTrue();
    ImportTable.Claim claim = imports.claim(Ids.next()).orElseThrow();
    new ImportWork(imports, files, history, silent(), audit()).run(claim, () -> true);
    return imports.find(id).orElseThrow();
  }

  private UUID stored(byte[] data) throws SQLException, IOException {
    UUID id = Ids.next();
    try (OutputStream out = files.create(id, Long.MAX_VALUE)) {
      out.write(data);
    }
    return id;
  }

  private byte[] file(UUID id) throws IOException {
    try (InputStream in = files.open(id)) {
      return in.readAllBytes();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private AuditLog audit() {
    return new AuditLog() {
      @Override
      public void recordApart(String actor, AuditEvent event) {
        audited.add(actor + " " + event.action() + " " + event.objectType() + " " + event.detail());
      }
    };
  }

  private static Meters silent() {
    return new Meters() {
      @Override
      public void exported(long count) {}

      @Override
      public void imported(long readings) {}

      @Override
      public void transfer(String kind, String outcome) {}
    };
  }
}
