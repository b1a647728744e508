package io.iotcrm.ejb.transfer;

import io.iotcrm.domain.transfer.ExportScheduleView;
import io.iotcrm.domain.transfer.ExportSpec;
import io.iotcrm.domain.transfer.ExportTiming;
import io.iotcrm.domain.transfer.NewExportSchedule;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The schedules of exports. */
@ApplicationScoped
public class ScheduleTable {
  private static final String SELECT =
      "select s.*, s.spec::text as spec_text, to_char(s.at, 'HH24:MI') as at_text"
          + " from telemetry_export_schedule s";

  private final Sql sql;
  private final ExportTable exports;

  /** For the container. */
  protected ScheduleTable() {
    this(null, null);
  }

  @Inject
  public ScheduleTable(Database database, ExportTable exports) {
    this.sql = new Sql(database);
    this.exports = exports;
  }

  public boolean isTaken(String name, UUID except) {
    return !sql.list(
            row -> row.getString(1),
            "select name from telemetry_export_schedule where name = ? and id <> ?",
            name,
            except)
        .isEmpty();
  }

  public void create(UUID id, NewExportSchedule wanted, String owner) {
    sql.update(
        "insert into telemetry_export_schedule (name, spec, every, day, at, zone, span, keep,"
            + " enabled, next_at, id, owner) values (?, ?::jsonb, ?, ?, ?::time, ?, ?, ?, ?, ?, ?, ?)",
        values(wanted, id, owner));
  }

  /** False where somebody else has changed it. */
  public boolean update(UUID id, NewExportSchedule wanted, long version) {
    return sql.update(
            "update telemetry_export_schedule set name = ?, spec = ?::jsonb, every = ?, day = ?,"
                + " at = ?::time, zone = ?, span = ?, keep = ?, enabled = ?, next_at = ?,"
                + " version = version + 1 where id = ? and version = ?",
            values(wanted, id, version))
        == 1;
  }

  /** What people say of a schedule, from its name to its next run, and what follows. */
  private static Object[] values(NewExportSchedule wanted, Object... following) {
    ExportTiming timing = wanted.timing();
    Stream<Object> said =
        Stream.of(
            wanted.name(),
            wanted.spec().over(null, null).toJson(),
            timing.every().name(),
            timing.day(),
            timing.at().toString(),
            timing.zone(),
            timing.span().toString(),
            wanted.keep(),
            wanted.enabled(),
            timing.next(Instant.now()));
    return Stream.concat(said, Stream.of(following)).toArray();
  }

  public void delete(UUID id) {
    // What it made is from now on kept like what somebody asked for.
    sql.update(
        "update telemetry_export set expires_at = now() + interval '7 days'"
            + " where schedule_id = ? and expires_at is null",
        id);
    sql.update("delete from telemetry_export_schedule where id = ?", id);
  }

  public Optional<ExportScheduleView> find(UUID id) {
    return sql.list(ScheduleTable::view, SELECT + " where id = ?", id).stream().findFirst();
  }

  public List<ExportScheduleView> all() {
    return sql.list(ScheduleTable::view, SELECT + " order by name limit 500");
  }

  /**
   * Adds the exports whose time has come. Only the holder of the lease asks. Runs that were missed
   * are made up for by one: the newest.
   *
   * @return how many
   */
  public int startDue(Instant now) {
    List<ExportScheduleView> due =
        sql.list(
            ScheduleTable::view, SELECT + " where enabled and next_at <= ? order by next_at", now);
    int started = 0;
    for (ExportScheduleView one : due) {
      ExportTiming timing = timing(one);
      Instant run = one.nextAt();
      for (Instant next = timing.next(run); !next.isAfter(now); next = timing.next(next)) {
        run = next;
      }
      boolean mine =
          sql.update(
                  "update telemetry_export_schedule set next_at = ? where id = ? and next_at = ?",
                  timing.next(now),
                  one.id(),
                  one.nextAt())
              == 1;
      if (mine) {
        ExportSpec spec = ExportSpec.fromJson(one.spec());
        exports.create(spec.over(timing.from(run), timing.to(run)), one.owner(), one.id());
        started++;
      }
    }
    return started;
  }

  static ExportTiming timing(ExportScheduleView view) {
    return new ExportTiming(
        view.every(),
        view.day(),
        LocalTime.parse(view.at()),
        view.zone(),
        Period.parse(view.span()));
  }

  private static ExportScheduleView view(ResultSet row) throws SQLException {
    return new ExportScheduleView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("spec_text"),
        ExportTiming.Frequency.valueOf(row.getString("every")),
        row.getInt("day"),
        row.getString("at_text"),
        row.getString("zone"),
        row.getString("span"),
        row.getInt("keep"),
        row.getBoolean("enabled"),
        NativeRows.instant(row.getTimestamp("next_at")),
        row.getString("owner"),
        NativeRows.instant(row.getTimestamp("created_at")),
        row.getLong("version"));
  }
}
