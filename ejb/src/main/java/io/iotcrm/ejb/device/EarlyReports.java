package io.iotcrm.ejb.device;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps what devices say of commands that an edge connector has sent, until the edge's own report,
 * which travels with the readings, has arrived: a device may well be faster. To be called within a
 * transaction.
 */
@Dependent
public class EarlyReports {
  private static final int NAME_BASED = 5;

  @Inject private Database database;

  /** For the container. */
  public EarlyReports() {}

  EarlyReports(Database database) {
    this.database = database;
  }

  /**
   * What was said.
   *
   * @param deliveredAt null where that is not known
   * @param succeeded null where there is no answer yet
   */
  record Report(Instant deliveredAt, Boolean succeeded, String result, String error) {}

  /** Whether an edge may have made the id. */
  static boolean mayBeEdges(UUID commandId) {
    return commandId.version() == NAME_BASED;
  }

  /** Until the end of the transaction, nobody else reports on this command or writes it down. */
  void lock(UUID commandId) throws SQLException {
    database.list(
        "select pg_advisory_xact_lock(hashtextextended('command/' || ?, 0))",
        row -> true,
        commandId.toString());
  }

  /**
   * Keeps a report; the first answer stands.
   *
   * @return false where there is no such device
   */
  boolean keep(UUID commandId, String deviceId, Report report) throws SQLException {
    String sql =
        """
        insert into early_command_report as e
               (command_id, device_id, delivered_at, succeeded, result, error)
        select ?, d.id, ?::timestamptz, ?::boolean, ?::text, ?::text from device d where d.id = ?
        on conflict (command_id) do update
           set delivered_at = coalesce(e.delivered_at, excluded.delivered_at),
               succeeded = coalesce(e.succeeded, excluded.succeeded),
               result = case when e.succeeded is null then excluded.result else e.result end,
               error = case when e.succeeded is null then excluded.error else e.error end
         where e.device_id = excluded.device_id
        """;
    return database.update(
            sql,
            commandId,
            report.deliveredAt(),
            report.succeeded(),
            report.result(),
            report.error(),
            deviceId)
        > 0;
  }

  /** What was kept for a command, which is forgotten by that. */
  Optional<Report> take(UUID commandId, String deviceId) throws SQLException {
    return database
        .list(
            "delete from early_command_report where command_id = ? and device_id = ?"
                + " returning delivered_at, succeeded, result, error",
            row ->
                new Report(
                    NativeRows.instant(row.getTimestamp(1)),
                    row.getObject(2, Boolean.class),
                    row.getString(3),
                    row.getString(4)),
            commandId,
            deviceId)
        .stream()
        .findFirst();
  }

  /** Forgets what no edge has claimed for a month, as long as its store may keep a batch. */
  void forgetOld() throws SQLException {
    database.update(
        "delete from early_command_report where reported_at < now() - interval '31 days'");
  }
}
