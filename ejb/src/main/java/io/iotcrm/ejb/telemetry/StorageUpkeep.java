package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.security.AuditLog;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Everything that is to be done about stored readings: moves them where their retention changed,
 * drops what has expired, closes the days that are due. Each step is done whole or not at all, and
 * says in the log what it did.
 */
@ApplicationScoped
public class StorageUpkeep {
  private static final Logger LOG = System.getLogger(StorageUpkeep.class.getName());
  private static final String ACTOR = "system";

  @Inject private Database database;
  @Inject private DayClosing closing;
  @Inject private RetentionMoves moves;
  @Inject private ClosingPolicy policy;
  @Inject private Meters meters;
  @EJB private AuditLog audit;

  /** For the container. */
  public StorageUpkeep() {}

  /** For use outside a container. */
  StorageUpkeep(
      Database database,
      DayClosing closing,
      RetentionMoves moves,
      ClosingPolicy policy,
      Meters meters,
      AuditLog audit) {
    this.database = database;
    this.closing = closing;
    this.moves = moves;
    this.policy = policy;
    this.meters = meters;
    this.audit = audit;
  }

  /**
   * @param hurried closes days with late readings without waiting for more of them
   * @param step told what is being done
   * @param progress asked now and then; false ends the work
   * @return how it went, in a few words
   */
  String run(boolean hurried, Consumer<String> step, DayClosing.Progress progress)
      throws SQLException, InterruptedException {
    step.accept("retention");
    long moved = moves.run();
    if (moved > 0) {
      LOG.log(Level.INFO, "{0} chunks and rollups moved: their retention has changed", moved);
    }
    int dropped = dropExpired();
    int days = 0;
    long stored = 0;
    for (LocalDate day : due(hurried)) {
      if (!progress.goOn(0)) {
        break;
      }
      step.accept("closing " + day);
      stored += close(day, progress);
      days++;
    }
    return days + " days closed, " + stored + " readings, " + dropped + " partitions dropped";
  }

  private long close(LocalDate day, DayClosing.Progress progress)
      throws SQLException, InterruptedException {
    Instant begun = Instant.now();
    DayClosing.Outcome outcome = closing.close(day, progress);
    meters.telemetryClosed(outcome.stored(), outcome.expired());
    LOG.log(
        Level.INFO,
        "Telemetry of {0} closed: {1} readings into chunks, {2} expired, {3} s",
        day,
        outcome.stored(),
        outcome.expired(),
        Duration.between(begun, Instant.now()).toSeconds());
    if (outcome.expired() > 0) {
      audit("day " + day, outcome.expired() + " readings past their retention left out");
    }
    tidy(outcome.touched());
    return outcome.stored();
  }

  /** What rows of slow series and rollups leave behind when they are replaced is used again. */
  private void tidy(Set<String> partitions) throws SQLException {
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String partition : partitions) {
              statement.execute("vacuum (analyze) " + partition);
            }
          }
          return null;
        });
  }

  /** The days that are to be closed, oldest first. */
  NavigableSet<LocalDate> due(boolean hurried) throws SQLException {
    Instant now = Instant.now();
    LocalDate last = policy.lastDay(now);
    return database.call(
        connection -> {
          HotDays days = HotDays.read(connection);
          NavigableSet<LocalDate> due = new TreeSet<>(days.closing());
          int longest = longestRetention(connection);
          LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
          Set<LocalDate> fresh = hurried ? Set.of() : closedAfter(connection, policy.late());
          for (LocalDate day : days.open()) {
            boolean old = !day.isAfter(last) || ClosingBatch.isExpired(day, longest, today);
            if (old && !fresh.contains(day)) {
              due.add(day);
            }
          }
          return due;
        });
  }

  private static Set<LocalDate> closedAfter(Connection connection, Duration span)
      throws SQLException {
    Set<LocalDate> days = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select day from telemetry_day where closed_at > now() - interval '1 second' * "
                    + span.toSeconds())) {
      while (row.next()) {
        days.add(row.getObject(1, LocalDate.class));
      }
    }
    return days;
  }

  /** In days, over all profiles that have devices; 0 where anything is kept for good. */
  private static int longestRetention(Connection connection) throws SQLException {
    String sql =
        """
        select case when bool_or(days = 0) then 0 else max(days) end from (
          select reading_days(p.settings, '') as days from device_profile p
          where exists (select 1 from device d where d.profile_id = p.id)
          union all
          select s.value::integer from device_profile p,
            jsonb_each_text(p.settings #> '{retention,series}') s) r
        """;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  /** A week (of rollups a month) goes once its last day is older than what its series are kept. */
  private int dropExpired() throws SQLException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    List<KeptPartitions.Partition> expired =
        database.call(KeptPartitions::all).stream()
            .filter(p -> ClosingBatch.isExpired(p.lastDay(), p.keepDays(), today))
            .toList();
    for (KeptPartitions.Partition partition : expired) {
      long rows = database.transaction(connection -> KeptPartitions.drop(connection, partition));
      String what = rows + (partition.isOfChunks() ? " readings" : " rollups");
      meters.telemetryDropped(partition.isOfChunks() ? "readings" : "rollups", rows);
      LOG.log(Level.INFO, "{0} dropped: {1} past their retention", partition.name(), what);
      audit(partition.name(), what + " past their retention");
    }
    return expired.size();
  }

  private void audit(String what, String detail) {
    audit.recordApart(
        ACTOR, new AuditEvent("drop", "telemetry", what, AuditEntry.Outcome.ALLOWED, null, detail));
  }
}
