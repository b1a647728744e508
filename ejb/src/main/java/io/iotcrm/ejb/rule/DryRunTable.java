package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.DryRunRequest;
import io.iotcrm.domain.rule.DryRunView;
import io.iotcrm.domain.rule.DryRunView.State;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The trials of rules, so that everybody who asks any instance sees how far they are. One whose
 * instance has not given a sign of life for a minute has failed.
 */
@ApplicationScoped
public class DryRunTable {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int DEAD_SECONDS = 60;

  @Inject private Database database;

  /** For the container. */
  public DryRunTable() {}

  DryRunTable(Database database) {
    this.database = database;
  }

  /**
   * Adds a running one.
   *
   * @return false where this person has one running, which must end first
   */
  boolean add(UUID id, DryRunRequest request, String json, String person, String instance)
      throws SQLException {
    failTheDead();
    database.update("delete from rule_dry_run where created_at < ?", Instant.now().minus(KEPT));
    return database.update(
            """
            insert into rule_dry_run
              (id, rule_id, rule_name, request, requested_by, state, instance)
            select ?, ?::uuid, ?, ?::jsonb, ?, 'RUNNING', ?
            where not exists (
              select 1 from rule_dry_run where state = 'RUNNING' and requested_by = ?)
            """,
            id,
            request.ruleId(),
            request.rule().name(),
            json,
            person,
            instance,
            person)
        == 1;
  }

  /** A sign of life; false where it has been cancelled. */
  boolean beat(UUID id, int devices, int devicesDone, long readings) throws SQLException {
    return database.update(
            """
            update rule_dry_run set beat_at = now(), devices = ?, devices_done = ?, readings = ?
            where id = ? and state = 'RUNNING'
            """,
            devices,
            devicesDone,
            readings,
            id)
        == 1;
  }

  /** False where it had been cancelled. */
  boolean end(UUID id, State state, String report, String error) throws SQLException {
    return database.update(
            """
            update rule_dry_run
            set state = ?, report = ?::jsonb, error = ?, finished_at = now()
            where id = ? and state = 'RUNNING'
            """,
            state.name(),
            report,
            error,
            id)
        == 1;
  }

  Optional<DryRunView> find(UUID id) throws SQLException {
    return find("id = ?", id);
  }

  /** The last one that this person wanted of a rule; of a new one for null. */
  Optional<DryRunView> latest(String person, UUID ruleId) throws SQLException {
    return find(
        "requested_by = ? and rule_id is not distinct from ?::uuid order by created_at desc limit 1",
        person,
        ruleId);
  }

  private Optional<DryRunView> find(String where, Object... values) throws SQLException {
    failTheDead();
    String sql =
        """
        select id, rule_name, state, requested_by, created_at, finished_at, instance,
               devices, devices_done, readings, report::text, error
        from rule_dry_run where
        """;
    return database.list(sql + " " + where, DryRunTable::view, values).stream().findFirst();
  }

  private static DryRunView view(ResultSet row) throws SQLException {
    Timestamp finished = row.getTimestamp(6);
    return new DryRunView(
        row.getObject(1, UUID.class),
        row.getString(2),
        State.valueOf(row.getString(3)),
        row.getString(4),
        row.getTimestamp(5).toInstant(),
        finished == null ? null : finished.toInstant(),
        row.getString(7),
        row.getInt(8),
        row.getInt(9),
        row.getLong(10),
        row.getString(11),
        row.getString(12));
  }

  private void failTheDead() throws SQLException {
    database.update(
        """
        update rule_dry_run
        set state = 'FAILED', finished_at = now(),
            error = 'the instance that did it has stopped; try it again'
        where state = 'RUNNING' and beat_at < now() - ? * interval '1 second'
        """,
        DEAD_SECONDS);
  }
}
