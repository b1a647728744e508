package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.StorageStatus;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** The one row that says how the upkeep of telemetry stands, for the whole cluster. */
@ApplicationScoped
public class StorageJob {
  /** It looks by itself so often. */
  static final Duration PERIOD = Duration.ofHours(1);

  @Inject private Database database;

  /** For the container. */
  public StorageJob() {}

  /** For use outside a container. */
  StorageJob(Database database) {
    this.database = database;
  }

  /** Asks for a run that does not wait for late readings. */
  void request(String by) throws SQLException {
    update("requested_at = clock_timestamp(), requested_by = ?", by);
  }

  void begin(String instance) throws SQLException {
    update("started_at = clock_timestamp(), step = 'starting', instance = ?", instance);
  }

  void step(String step) throws SQLException {
    update("step = ?", step);
  }

  void finish(String message) throws SQLException {
    update("finished_at = clock_timestamp(), step = null, message = ?", message);
  }

  private void update(String change, String value) throws SQLException {
    database.update("update telemetry_storage_job set " + change, value);
  }

  StorageStatus.Upkeep read() throws SQLException {
    String sql =
        "select step, instance, requested_at, requested_by, started_at, finished_at, message"
            + " from telemetry_storage_job";
    return database.call(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            Instant finished = NativeRows.instant(row.getTimestamp(6));
            return new StorageStatus.Upkeep(
                row.getString(1) != null,
                row.getString(1),
                row.getString(2),
                NativeRows.instant(row.getTimestamp(3)),
                row.getString(4),
                NativeRows.instant(row.getTimestamp(5)),
                finished,
                row.getString(7),
                finished == null ? null : finished.plus(PERIOD));
          }
        });
  }

  /** Whether somebody asked after the last run had begun. */
  static boolean isRequested(StorageStatus.Upkeep job) {
    return job.requestedAt() != null
        && (job.startedAt() == null || job.requestedAt().isAfter(job.startedAt()));
  }

  /** Whether it is time by itself; also where the last run was cut off. */
  static boolean isDue(StorageStatus.Upkeep job, Instant now) {
    return job.running() || job.nextAt() == null || !now.isBefore(job.nextAt());
  }
}
