package io.iotcrm.ejb.device;

import io.iotcrm.domain.device.PastTwinView.Change;
import io.iotcrm.domain.device.PastTwinView.OpenAlarm;
import io.iotcrm.domain.device.PastTwinView.PastPresence;
import io.iotcrm.domain.device.PastTwinView.Registry;
import io.iotcrm.domain.device.PresenceState;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The SQL of what was true of a device at a moment, readings apart. */
@ApplicationScoped
public class PastDeviceTable {
  private static final int MOST_CHANGES = 20;
  private static final int MOST_ALARMS = 1_000;

  /** Of one moment and span the end comes after the beginning. */
  private static final String CONNECTION =
      """
      select h.at, h.connected, f.inactivity_seconds,
             coalesce((f.settings #>> '{presence,graceSeconds}')::int, 10)
      from device d join device_profile f on f.id = d.profile_id
        left join lateral (
          select at, connected from device_presence_history
          where device_id = d.id and at <= ?
          order by at desc, span desc, connected limit 1) h on true
      where d.id = ?
      """;

  private static final String ALARMS =
      """
      select a.id, a.rule_id, r.name, a.severity, a.message, a.raised_at, a.cleared_at,
             coalesce(a.acknowledged_at <= ?, false)
      from alarm a join rule r on r.id = a.rule_id
      where a.device_id = ? and a.raised_at <= ? and (a.cleared_at is null or a.cleared_at > ?)
      order by a.raised_at desc, a.id limit ?
      """;

  private static final String REGISTRY =
      """
      select name, site, account_id, contact_id, attributes::text, created_at, updated_at
      from device where id = ?
      """;

  /** What leaves the record as it was, like a new secret, is no change of it. */
  private static final String CHANGES =
      """
      select at, actor, action, object_type from audit_entry
      where ((object_type = 'device' and object_id = ?)
          or (object_type = 'device profile' and object_id = ?))
        and at > ? and action in ('create', 'update', 'claim', 'import') and outcome = 'ALLOWED'
      order by at desc limit ?
      """;

  private static final String FORGET =
      """
      delete from device_presence_history h
      where ctid = any (array (
        select o.ctid from device_presence_history o
        where o.at < ? and exists (
          select 1 from device_presence_history n
          where n.device_id = o.device_id and n.at > o.at and n.at < ?)
        limit ?))
      """;

  @Inject private Database database;

  /** For the container. */
  public PastDeviceTable() {}

  /** For use outside a container. */
  public PastDeviceTable(Database database) {
    this.database = database;
  }

  /**
   * @param lastSeen its newest reading at the moment; null for none
   */
  public PastPresence presence(String deviceId, Instant at, Instant lastSeen) throws SQLException {
    return database.list(CONNECTION, row -> presence(row, at, lastSeen), at, deviceId).get(0);
  }

  private static PastPresence presence(ResultSet row, Instant at, Instant lastSeen)
      throws SQLException {
    Instant since = NativeRows.instant(row.getTimestamp(1));
    Duration active = Duration.ofSeconds(row.getLong(3));
    Duration grace = Duration.ofSeconds(row.getLong(4));
    boolean connected = since != null && (row.getBoolean(2) || since.isAfter(at.minus(grace)));
    PresenceState state;
    if (connected) {
      state = PresenceState.CONNECTED;
    } else if (lastSeen != null && lastSeen.isAfter(at.minus(active))) {
      state = PresenceState.ACTIVE;
    } else {
      state = lastSeen == null && since == null ? PresenceState.NEVER_SEEN : PresenceState.INACTIVE;
    }
    return new PastPresence(state, since, since != null);
  }

  /** Alarms that were open, the newest first. */
  public List<OpenAlarm> alarms(String deviceId, Instant at) throws SQLException {
    return database.list(
        ALARMS,
        row ->
            new OpenAlarm(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                Severity.valueOf(row.getString(4)),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                NativeRows.instant(row.getTimestamp(7)),
                row.getBoolean(8)),
        at,
        deviceId,
        at,
        at,
        MOST_ALARMS);
  }

  /** The registry as it is, and what the audit knows of later changes. */
  public Registry registry(String deviceId, String profileKey, Instant at) throws SQLException {
    List<Change> changes = changes(deviceId, profileKey, at);
    return database
        .list(
            REGISTRY,
            row -> {
              boolean unchanged = !row.getTimestamp(7).toInstant().isAfter(at) && changes.isEmpty();
              return new Registry(
                  row.getString(1),
                  row.getString(2),
                  row.getObject(3, UUID.class),
                  row.getObject(4, UUID.class),
                  row.getString(5),
                  row.getTimestamp(6).toInstant(),
                  unchanged,
                  changes);
            },
            deviceId)
        .get(0);
  }

  private List<Change> changes(String deviceId, String profileKey, Instant at) throws SQLException {
    return database.list(
        CHANGES,
        row ->
            new Change(
                row.getTimestamp(1).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4)),
        deviceId,
        profileKey,
        at,
        MOST_CHANGES);
  }

  /**
   * Forgets connections before a moment, but of each device the newest of them, which says how it
   * was at that moment.
   *
   * @return how many; as many as {@code most} means that there may be more
   */
  int forget(Instant before, int most) throws SQLException {
    return database.update(FORGET, before, before, most);
  }
}
