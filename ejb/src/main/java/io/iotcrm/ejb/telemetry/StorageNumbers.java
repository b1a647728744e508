package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.StorageStatus;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** Counts what is stored, at most every ten seconds. */
@ApplicationScoped
public class StorageNumbers {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final String OPEN =
      """
      select count(*), coalesce(sum(s.n_live_tup), 0), coalesce(sum(pg_total_relation_size(i.inhrelid)), 0)
      from pg_inherits i left join pg_stat_user_tables s on s.relid = i.inhrelid
      where i.inhparent in ('reading'::regclass, 'reading_closing'::regclass)
      """;

  private static final String CLOSED =
      """
      select (select count(*) from telemetry_day), coalesce(sum(readings), 0), (
        select coalesce(sum(pg_total_relation_size(t.relid)), 0)
        from pg_partition_tree('telemetry_chunk') t where t.isleaf)
      from telemetry_chunk
      """;

  private static final String ROLLUPS =
      """
      select count(*), 0, (
        select coalesce(sum(pg_total_relation_size(t.relid)), 0)
        from pg_partition_tree('telemetry_rollup') t where t.isleaf)
      from telemetry_rollup
      """;

  @Inject private Database database;

  private volatile Counted counted;

  private record Counted(Numbers open, Numbers closed, Numbers rollups, Instant at, Instant run) {}

  private record Numbers(long count, long readings, long bytes) {}

  /** For the container. */
  public StorageNumbers() {}

  /** For use outside a container. */
  StorageNumbers(Database database) {
    this.database = database;
  }

  StorageStatus read(StorageStatus.Upkeep job) throws SQLException {
    Counted known = counted;
    Instant now = Instant.now();
    // After a run nobody should look at what was before it.
    if (known == null
        || now.isAfter(known.at.plus(FRESH))
        || !java.util.Objects.equals(known.run, job.finishedAt())) {
      known = new Counted(ask(OPEN), ask(CLOSED), ask(ROLLUPS), now, job.finishedAt());
      counted = known;
    }
    Numbers open = known.open;
    Numbers closed = known.closed;
    return new StorageStatus(
        new StorageStatus.Part(
            open.count, open.readings, open.bytes, each(open.bytes, open.readings)),
        new StorageStatus.Part(
            closed.count,
            closed.readings,
            closed.bytes,
            each(closed.bytes + known.rollups.bytes, closed.readings)),
        new StorageStatus.Rollups(known.rollups.count, known.rollups.bytes),
        job);
  }

  private static Double each(long bytes, long readings) {
    return readings == 0 ? null : Math.round(100.0 * bytes / readings) / 100.0;
  }

  private Numbers ask(String sql) throws SQLException {
    return database.call(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Numbers(row.getLong(1), row.getLong(2), row.getLong(3));
          }
        });
  }
}
