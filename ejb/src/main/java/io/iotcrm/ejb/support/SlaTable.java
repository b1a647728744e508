package io.iotcrm.ejb.support;

import io.iotcrm.domain.support.SlaState;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which tickets' clocks want to be looked at, and how all of them stand. */
@ApplicationScoped
public class SlaTable {
  /** The same states as {@code SlaView} and {@code SlaConditions}, of open tickets. */
  private static final String COUNTS =
      """
      select case
               when response_target_millis is null and resolution_target_millis is null then 'NONE'
               when response_breached_at is not null or resolution_breached_at is not null
                 or response_since is not null and response_due_at <= now()
                 or resolution_since is not null and resolution_due_at <= now() then 'BREACHED'
               when response_since is not null and response_near_at <= now()
                 or resolution_since is not null and resolution_near_at <= now() then 'DUE_SOON'
               when response_since is not null or resolution_since is not null then 'ON_TRACK'
               when response_target_millis is not null and response_done_at is null
                 or resolution_target_millis is not null and resolution_done_at is null
                 then 'PAUSED'
               else 'MET' end,
             count(*)
        from ticket where status in ('NEW', 'OPEN', 'PENDING') group by 1
      """;

  private final Database database;

  /** For the container. */
  protected SlaTable() {
    this(null);
  }

  @Inject
  public SlaTable(Database database) {
    this.database = database;
  }

  /** Tickets with a clock that has come to a moment of interest, the longest due first. */
  public List<UUID> due(int limit) throws SQLException {
    return database.list(
        "select id from ticket where sla_next_at <= now() order by sla_next_at limit ?",
        row -> row.getObject(1, UUID.class),
        limit);
  }

  /** It could not be looked at now. */
  public void putOff(UUID ticketId) throws SQLException {
    database.update(
        "update ticket set sla_next_at = now() + interval '1 minute'"
            + " where id = ? and sla_next_at is not null",
        ticketId);
  }

  /** Lets the clocks of a service level be aimed anew, within the caller's transaction. */
  public int wakePolicy(UUID policyId) throws SQLException {
    return database.update(
        "update ticket set sla_next_at = now()"
            + " where sla_policy_id = ? and (response_since is not null"
            + " or resolution_since is not null)",
        policyId);
  }

  /** The same for all service levels with these business hours. */
  public int wakeCalendar(UUID calendarId) throws SQLException {
    return database.update(
        "update ticket set sla_next_at = now()"
            + " where sla_policy_id in (select id from sla_policy where calendar_id = ?)"
            + " and (response_since is not null or resolution_since is not null)",
        calendarId);
  }

  /** How many open tickets are in each state; every state is there. */
  public Map<SlaState, Long> counts() throws SQLException {
    Map<SlaState, Long> counts = new EnumMap<>(SlaState.class);
    for (SlaState state : SlaState.values()) {
      counts.put(state, 0L);
    }
    database.list(COUNTS, row -> counts.put(SlaState.valueOf(row.getString(1)), row.getLong(2)));
    return counts;
  }
}
