package io.iotcrm.ejb.platform;

import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Overview.Counts;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers of the home page for somebody who does not reach everything. Those who reach the same
 * get the same numbers, at most two seconds old.
 */
@ApplicationScoped
public class ReachedCounts {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final int MAX_KEPT = 1_000;

  private static final String CUSTOMER =
      " left join account ra on ra.id = r.account_id left join contact rc on rc.id = r.contact_id";
  private static final String DEVICES = "select count(*) from device r" + CUSTOMER + " where ";
  private static final String ACTIVE =
      "select count(*) from device r join device_presence p on p.device_id = r.id"
          + CUSTOMER
          + " where p.last_seen_at > now() - interval '5 minutes' and ";
  private static final String COMMANDS =
      "select count(*) from command k join device r on r.id = k.device_id"
          + CUSTOMER
          + " where k.state in ('QUEUED', 'SENT', 'DELIVERED') and k.completed_at is null and ";
  private static final String TICKETS =
      "select count(*) from ticket r where r.status in ('NEW', 'OPEN', 'PENDING') and ";
  private static final String TASKS =
      "select count(*) from task r where r.status = 'OPEN' and r.due_at < now() and ";
  private static final String ALARMS =
      "select r.severity, count(*) from alarm r" + CUSTOMER + " where r.cleared_at is null and ";

  private static final ReachSql.Columns ACCOUNT = new ReachSql.Columns("ra.owner_id", "ra.team");
  private static final ReachSql.Columns CONTACT = new ReachSql.Columns("rc.owner_id", "rc.team");

  @Inject private Database database;
  @Inject private Permissions permissions;

  private final Map<Key, Counts> kept = new ConcurrentHashMap<>();

  private record Reaches(Reach devices, Reach alarms, Reach tickets, Reach tasks) {
    boolean areEverything() {
      return devices.isEverything()
          && alarms.isEverything()
          && tickets.isEverything()
          && tasks.isEverything();
    }
  }

  private record Key(UUID user, Reaches reaches) {}

  /**
   * @param all what somebody who reaches everything is told
   */
  Counts of(Counts all) {
    Reaches reaches =
        new Reaches(
            permissions.reach(Action.READ, RecordKind.DEVICE),
            permissions.reach(Action.READ, RecordKind.ALARM),
            permissions.reach(Action.READ, RecordKind.TICKET),
            permissions.reach(Action.READ, RecordKind.TASK));
    if (reaches.areEverything()) {
      return all;
    }
    Key key = new Key(permissions.userId(), reaches);
    Counts known = kept.get(key);
    if (known != null && Instant.now().isBefore(known.at().plus(FRESH))) {
      return known;
    }
    Counts counts = Database.answer(() -> count(all, reaches));
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    kept.put(key, counts);
    return counts;
  }

  private Counts count(Counts all, Reaches reaches) throws SQLException {
    Reach devices = reaches.devices();
    return new Counts(
        count(all.devices(), DEVICES, devices, ACCOUNT, CONTACT),
        count(all.activeDevices(), ACTIVE, devices, ACCOUNT, CONTACT),
        all.readingsPerMinute(),
        alarms(all.openAlarms(), reaches.alarms()),
        count(
            all.openTickets(),
            TICKETS,
            reaches.tickets(),
            new ReachSql.Columns("r.assignee_id", "r.team")),
        count(all.tasksDue(), TASKS, reaches.tasks(), new ReachSql.Columns("r.owner_id", "r.team")),
        count(all.openCommands(), COMMANDS, devices, ACCOUNT, CONTACT),
        all.failedWork(),
        Instant.now());
  }

  private long count(long all, String sql, Reach reach, ReachSql.Columns... whose)
      throws SQLException {
    if (reach.isEverything()) {
      return all;
    }
    ReachSql within = ReachSql.of(reach, whose);
    List<Long> counted =
        database.list(sql + within.condition(), row -> row.getLong(1), within.values().toArray());
    return counted.get(0);
  }

  private Map<Severity, Long> alarms(Map<Severity, Long> all, Reach reach) throws SQLException {
    if (reach.isEverything()) {
      return all;
    }
    Map<Severity, Long> counted = new EnumMap<>(Severity.class);
    Set.of(Severity.values()).forEach(severity -> counted.put(severity, 0L));
    ReachSql within =
        ReachSql.of(reach, new ReachSql.Columns("r.assignee_id", null), ACCOUNT, CONTACT);
    database.list(
        ALARMS + within.condition() + " group by r.severity",
        row -> counted.put(Severity.valueOf(row.getString(1)), row.getLong(2)),
        within.values().toArray());
    return counted;
  }
}
