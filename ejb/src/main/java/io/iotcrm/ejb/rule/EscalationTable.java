package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which alarms escalate, and that each step is taken once. */
@ApplicationScoped
public class EscalationTable {
  private final Database database;

  /** For the container. */
  protected EscalationTable() {
    this(null);
  }

  @Inject
  public EscalationTable(Database database) {
    this.database = database;
  }

  /**
   * An alarm whose next step is due.
   *
   * @param level how many steps are done
   * @param since what the minutes of the steps count from
   */
  public record Due(
      UUID alarmId, UUID ruleId, Severity severity, int level, Instant since, long version) {}

  /** Alarms that nobody has acknowledged in time, the longest due first. */
  public List<Due> due(int limit) throws SQLException {
    String sql =
        """
        select id, rule_id, severity, escalation_level, created_at, version from alarm
         where escalate_at <= now() and cleared_at is null and acknowledged_at is null
         order by escalate_at limit ?
        """;
    return database.list(
        sql,
        row ->
            new Due(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                Severity.valueOf(row.getString(3)),
                row.getInt(4),
                row.getTimestamp(5).toInstant(),
                row.getLong(6)),
        limit);
  }

  /**
   * Takes the next step, within the caller's transaction.
   *
   * @param severity what the alarm is from now on
   * @param next when the step after this is due; null: there is none
   * @return false: it was acknowledged, cleared, changed or escalated by somebody else meanwhile
   */
  public boolean advance(Due due, Severity severity, Instant next) throws SQLException {
    String sql =
        """
        update alarm set severity = ?, escalation_level = escalation_level + 1, escalate_at = ?,
               updated_at = now(), version = version + 1
         where id = ? and version = ? and escalation_level = ?
           and cleared_at is null and acknowledged_at is null
        """;
    return database.update(sql, severity.name(), next, due.alarmId(), due.version(), due.level())
        == 1;
  }

  /** The rule says no more what should happen. */
  public void stop(UUID alarmId) throws SQLException {
    database.update("update alarm set escalate_at = null where id = ?", alarmId);
  }

  /** It could not be taken now. */
  public void putOff(UUID alarmId) throws SQLException {
    database.update(
        "update alarm set escalate_at = now() + interval '1 minute'"
            + " where id = ? and escalate_at is not null",
        alarmId);
  }
}
