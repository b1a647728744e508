package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.AlarmSource;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out which alarm an event is about, so that what centre and edge report is one record,
 * whoever comes first and however often. To be asked within the transaction that holds the lock on
 * rule and device.
 *
 * <p>Where the profile thins what leaves the edge, the edge sees more than the centre, and the two
 * may name different moments: an event is about an alarm with which it overlaps in time, if nobody
 * has reported that alarm from the same side.
 */
@Dependent
public class AlarmReports {
  private static final String ABOUT =
      """
      select a.id, a.cleared_at is null,
             not exists (select 1 from alarm_report r where r.alarm_id = a.id and r.source = ?)
        from alarm a
       where a.rule_id = ? and a.device_id = ?
         and (a.raised_at = ? or a.cleared_at is null or (
              a.raised_at <= ? and a.cleared_at >= ? and not exists (
                select 1 from alarm_report r where r.alarm_id = a.id and r.source = ?)))
       order by a.raised_at = ? desc,
                a.raised_at <= ? and (a.cleared_at is null or a.cleared_at >= ?) desc,
                a.raised_at desc
       limit 1
      """;

  @Inject private Database database;

  /** For the container. */
  public AlarmReports() {}

  AlarmReports(Database database) {
    this.database = database;
  }

  /**
   * What an event is about.
   *
   * @param alarmId the alarm; null for a new one
   * @param open whether it is open
   * @param news whether this side has not reported the alarm before
   */
  record About(UUID alarmId, boolean open, boolean news) {
    static final About NEW = new About(null, true, true);

    boolean isNew() {
      return alarmId == null;
    }
  }

  /** Empty where this side has reported this event before. */
  Optional<About> about(RuleEvent event, String deviceId, AlarmSource source) throws SQLException {
    return database.call(
        connection ->
            isReported(connection, event, deviceId, source)
                ? Optional.empty()
                : Optional.of(find(connection, event, deviceId, source)));
  }

  private static boolean isReported(
      Connection connection, RuleEvent event, String deviceId, AlarmSource source)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 1 from alarm_report"
                + " where rule_id = ? and device_id = ? and source = ? and raised_at = ?")) {
      select.setObject(1, event.ruleId());
      select.setString(2, deviceId);
      select.setString(3, source.origin().name());
      select.setObject(4, time(event.raisedAt()));
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static About find(
      Connection connection, RuleEvent event, String deviceId, AlarmSource source)
      throws SQLException {
    OffsetDateTime raisedAt = time(event.raisedAt());
    OffsetDateTime at = time(event.at());
    try (PreparedStatement select = connection.prepareStatement(ABOUT)) {
      Object[] values = {
        source.origin().name(),
        event.ruleId(),
        deviceId,
        raisedAt,
        at,
        raisedAt,
        source.origin().name(),
        raisedAt,
        at,
        raisedAt
      };
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? new About(row.getObject(1, UUID.class), row.getBoolean(2), row.getBoolean(3))
            : About.NEW;
      }
    }
  }

  /**
   * Writes down that this side has reported the event.
   *
   * @return how often this side has reported the alarm
   */
  int add(UUID alarmId, RuleEvent event, String deviceId, AlarmSource source) throws SQLException {
    return database.call(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into alarm_report (rule_id, device_id, source, raised_at, alarm_id)"
                      + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setObject(1, event.ruleId());
            insert.setString(2, deviceId);
            insert.setString(3, source.origin().name());
            insert.setObject(4, time(event.raisedAt()));
            insert.setObject(5, alarmId);
            insert.executeUpdate();
          }
          try (PreparedStatement count =
              connection.prepareStatement(
                  "select count(*) from alarm_report where alarm_id = ? and source = ?")) {
            count.setObject(1, alarmId);
            count.setString(2, source.origin().name());
            try (ResultSet row = count.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
