package io.iotcrm.ejb.transfer;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.transfer.ExportSpec;
import io.iotcrm.domain.transfer.ExportView;
import io.iotcrm.domain.transfer.TransferState;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The exports. Each attempt at one has a number, and what an attempt writes counts only while it is
 * the newest: an instance that was thought dead cannot disturb the one that took over.
 */
@ApplicationScoped
public class ExportTable {
  /** So often an export that kills its instance is begun. */
  static final int MAX_ATTEMPTS = 3;

  private static final String SELECT =
      "select e.*, e.spec::text as spec_text from telemetry_export e";

  private static final String MINE = " where id = ? and attempt = ? and state = 'RUNNING'";

  private final Sql sql;

  /** For the container. */
  protected ExportTable() {
    this(null);
  }

  @Inject
  public ExportTable(Database database) {
    this.sql = new Sql(database);
  }

  /**
   * An export that an instance works on.
   *
   * @param fileId where its rows go
   * @param scheduled whether its results are kept by number and not by age
   */
  public record Claim(
      UUID id, int attempt, UUID fileId, ExportSpec spec, String requestedBy, boolean scheduled) {}

  /** Adds one that waits for its turn. */
  public UUID create(ExportSpec spec, String by, UUID scheduleId) {
    UUID id = Ids.next();
    sql.update(
        "insert into telemetry_export (id, spec, requested_by, schedule_id)"
            + " values (?, ?::jsonb, ?, ?)",
        id,
        spec.toJson(),
        by,
        scheduleId);
    return id;
  }

  public int open(String by) {
    return sql.list(
            row -> row.getInt(1),
            "select count(*) from telemetry_export"
                + " where requested_by = ? and state in ('CREATED', 'RUNNING')",
            by)
        .get(0);
  }

  /**
   * Takes the next one, first those whose instance died. Only the holder of the lease asks, and
   * only when it works on none.
   */
  public Optional<Claim> claim() {
    UUID fileId = Ids.next();
    sql.update(
        """
        update telemetry_export
           set state = 'FAILED', finished_at = now(), expires_at = now() + interval '7 days',
               problem = 'the work was cut off ' || attempt || ' times', version = version + 1
         where state = 'RUNNING' and attempt >= ?
        """,
        MAX_ATTEMPTS);
    return sql
        .list(
            row ->
                new Claim(
                    row.getObject("id", UUID.class),
                    row.getInt("attempt"),
                    row.getObject("file_id", UUID.class),
                    ExportSpec.fromJson(row.getString("spec")),
                    row.getString("requested_by"),
                    row.getObject("schedule_id") != null),
            """
            update telemetry_export
               set state = 'RUNNING', attempt = attempt + 1, file_id = ?, rows = 0,
                   devices_done = 0, started_at = now(), version = version + 1
             where id = (select id from telemetry_export where state in ('CREATED', 'RUNNING')
                         order by state desc, created_at, id limit 1 for update)
            returning id, attempt, file_id, spec::text, requested_by, schedule_id
            """,
            fileId)
        .stream()
        .findFirst();
  }

  /**
   * @return false where it was cancelled, or somebody else works on it
   */
  public boolean progress(Claim claim, int devices, int devicesDone, long rows) {
    return sql.update(
            "update telemetry_export set devices = ?, devices_done = ?, rows = ?,"
                + " version = version + 1"
                + MINE,
            devices,
            devicesDone,
            rows,
            claim.id,
            claim.attempt)
        == 1;
  }

  /**
   * @param expiresAt null: it is kept until its schedule has enough newer ones
   */
  public boolean finish(Claim claim, long rows, long bytes, Instant expiresAt) {
    return sql.update(
            "update telemetry_export set state = 'DONE', rows = ?, bytes = ?, devices_done = devices,"
                + " finished_at = now(), expires_at = ?::timestamptz, version = version + 1"
                + MINE,
            rows,
            bytes,
            expiresAt,
            claim.id,
            claim.attempt)
        == 1;
  }

  public boolean fail(Claim claim, String problem, Instant expiresAt) {
    return sql.update(
            "update telemetry_export set state = 'FAILED', problem = ?, file_id = null,"
                + " finished_at = now(), expires_at = ?, version = version + 1"
                + MINE,
            problem,
            expiresAt,
            claim.id,
            claim.attempt)
        == 1;
  }

  /** Ends it; false where it was over already. */
  public boolean cancel(UUID id, Instant expiresAt) {
    return sql.update(
            "update telemetry_export set state = 'CANCELLED', finished_at = now(), expires_at = ?,"
                + " version = version + 1 where id = ? and state in ('CREATED', 'RUNNING')",
            expiresAt,
            id)
        == 1;
  }

  public void delete(UUID id) {
    sql.update("delete from telemetry_export where id = ?", id);
  }

  /**
   * Removes exports past their time, and of each schedule those beyond the number that is kept.
   *
   * @return how many
   */
  public int removeExpired() {
    return sql.update("delete from telemetry_export where expires_at < now()")
        + sql.update(
            """
            delete from telemetry_export where id in (
              select e.id from (
                select x.id, x.schedule_id,
                       row_number() over (partition by x.schedule_id order by x.created_at desc) as n
                  from telemetry_export x
                 where x.schedule_id is not null and x.state = 'DONE') e
              join telemetry_export_schedule s on s.id = e.schedule_id
              where e.n > s.keep)
            """);
  }

  public Optional<ExportView> find(UUID id) {
    return sql.list(ExportTable::view, SELECT + " where id = ?", id).stream().findFirst();
  }

  /** The file of one that is done. */
  public Optional<UUID> file(UUID id) {
    return sql
        .list(
            row -> row.getObject(1, UUID.class),
            "select file_id from telemetry_export where id = ? and state = 'DONE'"
                + " and file_id is not null",
            id)
        .stream()
        .findFirst();
  }

  /** Newest first. */
  public Page<ExportView> list(PageRequest page) {
    return sql.newestFirst(
        ExportTable::view, SELECT, page, last -> Cursor.of(last.createdAt(), last.id()));
  }

  private static ExportView view(ResultSet row) throws SQLException {
    return new ExportView(
        row.getObject("id", UUID.class),
        row.getObject("schedule_id", UUID.class),
        row.getString("spec_text"),
        TransferState.valueOf(row.getString("state")),
        row.getInt("devices"),
        row.getInt("devices_done"),
        row.getLong("rows"),
        row.getLong("bytes"),
        row.getString("problem"),
        row.getString("requested_by"),
        NativeRows.instant(row.getTimestamp("created_at")),
        NativeRows.instant(row.getTimestamp("started_at")),
        NativeRows.instant(row.getTimestamp("finished_at")),
        NativeRows.instant(row.getTimestamp("expires_at")),
        row.getLong("version"));
  }
}
