package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.SeriesData;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/**
 * Turns the rows of a day into chunks and rollups, in two steps:
 *
 * <ol>
 *   <li>The day's partition is moved out of the way of the writers, which locks for a moment only.
 *   <li>Its readings are packed and the partition is dropped, all in one transaction.
 * </ol>
 *
 * A crash before, between or within them loses nothing and doubles nothing: the next attempt goes
 * on with what is there. Two instances never do it at the same time.
 */
@ApplicationScoped
public class DayClosing {
  private static final String LOCK_TIMED_OUT = "55P03";
  private static final int MOVE_ATTEMPTS = 20;
  private static final int DROP_ATTEMPTS = 300;
  private static final long PAUSE_MILLIS = 500;

  @Inject private Database database;
  @Inject private ClosingPolicy policy;

  /** For the container. */
  public DayClosing() {}

  /** For use outside a container. */
  DayClosing(Database database, ClosingPolicy policy) {
    this.database = database;
    this.policy = policy;
  }

  /**
   * What a pass did.
   *
   * @param stored readings that went into chunks, those that were there already included
   * @param expired readings that were past their retention, or whose device is gone
   * @param touched the partitions that were written to
   */
  record Outcome(long stored, long expired, Set<String> touched) {}

  /**
   * @param progress asked after each part; false ends the work, to be done again
   * @throws SQLException also where somebody reads the table for so long that it cannot be moved
   */
  Outcome close(LocalDate day, Progress progress) throws SQLException, InterruptedException {
    if (!move(day)) {
      return new Outcome(0, 0, Set.of());
    }
    try {
      return database.transaction(connection -> swap(connection, day, progress));
    } catch (Abandoned e) {
      throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    }
  }

  /** Told how far the work is. */
  @FunctionalInterface
  interface Progress {
    boolean goOn(long readings);
  }

  /** The work is to be given up; the transaction is rolled back. */
  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Abandoned(String why) {
      super(why);
    }
  }

  private boolean move(LocalDate day) throws SQLException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return database.transaction(connection -> moveOnce(connection, day));
      } catch (SQLException e) {
        if (!LOCK_TIMED_OUT.equals(e.getSQLState()) || attempt == MOVE_ATTEMPTS) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static boolean moveOnce(Connection connection, LocalDate day) throws SQLException {
    try (Statement setting = connection.createStatement();
        PreparedStatement statement =
            connection.prepareStatement("select close_reading_partition(?)")) {
      // Whoever waits for the lock makes all others wait behind.
      setting.execute("set local lock_timeout = '200ms'");
      statement.setObject(1, day);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private Outcome swap(Connection connection, LocalDate day, Progress progress)
      throws SQLException {
    if (!isMine(connection, day)) {
      return new Outcome(0, 0, Set.of());
    }
    ClosingBatch chunks = new ClosingBatch(connection, day, LocalDate.now(ZoneOffset.UTC));
    try (ClosingRows rows = new ClosingRows(connection, day)) {
      long begun = System.nanoTime();
      for (Map<SeriesNo, SeriesData> batch = rows.next(); !batch.isEmpty(); batch = rows.next()) {
        chunks.write(batch);
        long readings = batch.values().stream().mapToLong(SeriesData::size).sum();
        if (!progress.goOn(readings)) {
          throw new Abandoned("the lease is lost or the instance stops");
        }
        pause(readings, System.nanoTime() - begun);
        begun = System.nanoTime();
      }
    }
    note(connection, day, chunks.stored());
    drop(connection, ClosingRows.table(day));
    return new Outcome(chunks.stored(), chunks.expired(), Set.copyOf(chunks.touched()));
  }

  private static boolean isMine(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select pg_try_advisory_xact_lock(hashtext('day_closing')),"
                + " to_regclass(?) is not null")) {
      statement.setString(1, ClosingRows.table(day));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1) && row.getBoolean(2);
      }
    }
  }

  private void pause(long readings, long nanosUsed) {
    try {
      policy.pause(readings, nanosUsed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Abandoned("interrupted");
    }
  }

  private static void note(Connection connection, LocalDate day, long readings)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into telemetry_day as d (day, closed_at, passes, readings)
            values (?, now(), 1, ?)
            on conflict (day) do update
              set closed_at = excluded.closed_at, passes = d.passes + 1,
                  readings = d.readings + excluded.readings
            """)) {
      statement.setObject(1, day);
      statement.setLong(2, readings);
      statement.executeUpdate();
    }
  }

  /** Waits for those who read it, a little at a time, so that nobody queues behind for long. */
  private static void drop(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '200ms'");
      for (int attempt = 1; ; attempt++) {
        Savepoint before = connection.setSavepoint();
        try {
          statement.execute("drop table " + table);
          return;
        } catch (SQLException e) {
          if (!LOCK_TIMED_OUT.equals(e.getSQLState()) || attempt == DROP_ATTEMPTS) {
            throw e;
          }
          connection.rollback(before);
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Abandoned("interrupted");
    }
  }
}
