package io.iotcrm.ejb.transfer;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.transfer.ImportMapping;
import io.iotcrm.domain.transfer.ImportView;
import io.iotcrm.domain.transfer.TransferFormat;
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

/** The imports; attempts as in {@link ExportTable}. */
@ApplicationScoped
public class ImportTable {
  private static final String MINE = " where id = ? and attempt = ? and state = 'RUNNING'";
  private static final String SELECT =
      "select i.*, i.mapping::text as mapping_text, i.preview::text as preview_text"
          + " from telemetry_import i";

  private final Sql sql;

  /** For the container. */
  protected ImportTable() {
    this(null);
  }

  @Inject
  public ImportTable(Database database) {
    this.sql = new Sql(database);
  }

  /**
   * An import that an instance works on.
   *
   * @param errorsId where what is refused is written
   */
  public record Claim(
      UUID id,
      int attempt,
      UUID fileId,
      UUID errorsId,
      TransferFormat format,
      ImportMapping mapping,
      String requestedBy) {}

  /** How far an import is. */
  public record Progress(long rows, long readings, long stored, long refused) {}

  public void create(
      UUID id,
      String name,
      TransferFormat format,
      ImportMapping mapping,
      UUID fileId,
      long bytes,
      String by,
      Instant expiresAt) {
    sql.update(
        "insert into telemetry_import (id, name, format, mapping, state, file_id, bytes,"
            + " requested_by, expires_at) values (?, ?, ?, ?::jsonb, 'READY', ?, ?, ?, ?)",
        id,
        name,
        format.name(),
        mapping.toJson(),
        fileId,
        bytes,
        by,
        expiresAt);
  }

  /** False where it is not waiting for somebody any more. */
  public boolean preview(UUID id, ImportMapping mapping, String preview) {
    return sql.update(
            "update telemetry_import set mapping = ?::jsonb, preview = ?::jsonb,"
                + " version = version + 1 where id = ? and state = 'READY'",
            mapping.toJson(),
            preview,
            id)
        == 1;
  }

  /** False where it is not waiting for somebody any more. */
  public boolean start(UUID id) {
    return sql.update(
            "update telemetry_import set state = 'CREATED', version = version + 1"
                + " where id = ? and state = 'READY'",
            id)
        == 1;
  }

  /** Takes the next one, first those whose instance died. */
  public Optional<Claim> claim(UUID errorsId) {
    sql.update(
        """
        update telemetry_import
           set state = 'FAILED', finished_at = now(), version = version + 1,
               problem = 'the work was cut off ' || attempt || ' times'
         where state = 'RUNNING' and attempt >= ?
        """,
        ExportTable.MAX_ATTEMPTS);
    return sql
        .list(
            row ->
                new Claim(
                    row.getObject("id", UUID.class),
                    row.getInt("attempt"),
                    row.getObject("file_id", UUID.class),
                    row.getObject("errors_id", UUID.class),
                    TransferFormat.valueOf(row.getString("format")),
                    ImportMapping.fromJson(row.getString("mapping")),
                    row.getString("requested_by")),
            """
            update telemetry_import
               set state = 'RUNNING', attempt = attempt + 1, errors_id = ?, rows = 0, readings = 0,
                   stored = 0, refused = 0, started_at = now(), version = version + 1
             where id = (select id from telemetry_import where state in ('CREATED', 'RUNNING')
                         order by state desc, created_at, id limit 1 for update)
            returning id, attempt, file_id, errors_id, format, mapping::text, requested_by
            """,
            errorsId)
        .stream()
        .findFirst();
  }

  /** False where it was cancelled, or somebody else works on it. */
  public boolean progress(Claim claim, Progress progress) {
    return end(claim, "RUNNING", progress, null);
  }

  /** The last word of an attempt. */
  public boolean end(Claim claim, TransferState state, Progress progress, String problem) {
    return end(claim, state.name(), progress, problem);
  }

  private boolean end(Claim claim, String state, Progress progress, String problem) {
    return sql.update(
            "update telemetry_import set state = ?, rows = ?, readings = ?, stored = ?, refused = ?,"
                + " problem = ?, version = version + 1,"
                + " finished_at = case when ? = 'RUNNING' then null else now() end"
                + MINE,
            state,
            progress.rows,
            progress.readings,
            progress.stored,
            progress.refused,
            problem,
            state,
            claim.id,
            claim.attempt)
        == 1;
  }

  /** Ends it; false where it was over already. */
  public boolean cancel(UUID id) {
    return sql.update(
            "update telemetry_import set state = 'CANCELLED', finished_at = now(),"
                + " version = version + 1 where id = ? and state in ('READY', 'CREATED', 'RUNNING')",
            id)
        == 1;
  }

  public void delete(UUID id) {
    sql.update("delete from telemetry_import where id = ?", id);
  }

  /** Removes imports past their time that nobody works on, and files that nobody names. */
  public int removeExpired() {
    int removed =
        sql.update(
            "delete from telemetry_import where expires_at < now()"
                + " and state not in ('CREATED', 'RUNNING')");
    sql.update(
        """
        delete from transfer_file f
         where f.created_at < now() - interval '1 hour'
           and not exists (select from telemetry_export e where e.file_id = f.id)
           and not exists (select from telemetry_import i where f.id in (i.file_id, i.errors_id))
        """);
    return removed;
  }

  public Optional<ImportView> find(UUID id) {
    return sql.list(ImportTable::view, SELECT + " where id = ?", id).stream().findFirst();
  }

  /** The file that was sent; or, of one that is over, the one with what was refused. */
  public Optional<UUID> file(UUID id, boolean errors) {
    return sql
        .list(
            row -> row.getObject(1, UUID.class),
            "select " + (errors ? "errors_id" : "file_id") + " from telemetry_import where id = ?",
            id)
        .stream()
        .findFirst();
  }

  /** Newest first. */
  public Page<ImportView> list(PageRequest page) {
    return sql.newestFirst(
        ImportTable::view, SELECT, page, last -> Cursor.of(last.createdAt(), last.id()));
  }

  private static ImportView view(ResultSet row) throws SQLException {
    TransferState state = TransferState.valueOf(row.getString("state"));
    return new ImportView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        TransferFormat.valueOf(row.getString("format")),
        row.getString("mapping_text"),
        state,
        row.getString("preview_text"),
        row.getLong("rows"),
        row.getLong("readings"),
        row.getLong("stored"),
        row.getLong("refused"),
        row.getLong("bytes"),
        (state == TransferState.DONE || state == TransferState.FAILED)
            && row.getLong("refused") > 0,
        row.getString("problem"),
        row.getString("requested_by"),
        NativeRows.instant(row.getTimestamp("created_at")),
        NativeRows.instant(row.getTimestamp("started_at")),
        NativeRows.instant(row.getTimestamp("finished_at")),
        NativeRows.instant(row.getTimestamp("expires_at")),
        row.getLong("version"));
  }
}
