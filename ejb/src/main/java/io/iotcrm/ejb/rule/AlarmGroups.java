package io.iotcrm.ejb.rule;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Finds storms: alarms of one rule on many devices in a short time become one group, whichever
 * instances they come in on.
 *
 * <p>An alarm outside a storm takes a lock of its rule and scope until it is committed, so that the
 * next one counts it; nobody waits for it as long as alarms are rare. Once a group is open its
 * alarms join it without that lock.
 */
@ApplicationScoped
public class AlarmGroups {
  private static final String OPEN_TICKET =
      "(select t.id from ticket t where t.id = g.ticket_id"
          + " and t.status in ('NEW', 'OPEN', 'PENDING'))";

  private static final String OPEN =
      "select g.id, "
          + OPEN_TICKET
          + """
             from alarm_group g
             where g.rule_id = ? and g.scope = ? and g.closed_at is null
               and exists (select 1 from alarm a where a.group_id = g.id
                            and a.created_at > now() - ? * interval '1 ms')
            """;

  /** Other devices: one that goes up and down all the time is no storm. */
  private static final String RECENT =
      """
      select count(*) from (
        select distinct device_id from alarm where rule_id = ? and group_scope = ?
           and created_at > now() - ? * interval '1 s' and device_id <> ? limit ?) recent
      """;

  /** Alarms that came before the threshold was reached belong to the storm as well. */
  private static final String GATHER =
      """
      update alarm set group_id = ?
       where rule_id = ? and group_scope = ? and group_id is null
         and created_at > now() - ? * interval '1 s'
      """;

  private static final String FIRST_TICKET =
      """
      update alarm_group g set ticket_id = (
        select t.id from alarm a join ticket t on t.id = a.ticket_id
         where a.group_id = g.id and t.status in ('NEW', 'OPEN', 'PENDING')
         order by t.created_at, t.id limit 1)
       where g.id = ? returning ticket_id
      """;

  private static final String QUIET =
      """
      update alarm_group g set closed_at = now()
       where g.closed_at is null
         and not exists (select 1 from alarm a where a.group_id = g.id
                          and a.created_at > now() - ? * interval '1 ms')
      returning g.id, g.ticket_id,
        (select count(*) from alarm a where a.group_id = g.id),
        (select count(distinct a.device_id) from alarm a where a.group_id = g.id)
      """;

  private final Database database;
  private final Duration quiet;

  /** For the container. */
  protected AlarmGroups() {
    this(null, null);
  }

  /**
   * @param quiet a storm is over once it has raised nothing for so long
   */
  @Inject
  public AlarmGroups(
      Database database,
      @ConfigProperty(name = "iotcrm.alarms.storm.quiet", defaultValue = "PT10M") Duration quiet) {
    this.database = database;
    this.quiet = quiet;
  }

  /**
   * The storm that an alarm is part of.
   *
   * @param opened whether this alarm made it one
   * @param ticketId the open ticket that the others' are attached to; null: there is none yet
   */
  public record Membership(UUID groupId, boolean opened, UUID ticketId) {}

  /**
   * A storm that is over.
   *
   * @param ticketId may be null
   */
  public record Closed(UUID groupId, UUID ticketId, long alarms, long devices) {}

  /**
   * Asks, within the transaction that then stores the alarm with this scope and group, whether it
   * is part of a storm.
   */
  public Optional<Membership> join(
      UUID ruleId, String scope, String deviceId, RuleAction.Group policy) throws SQLException {
    if (policy.threshold() == 0) {
      return Optional.empty();
    }
    return database.call(
        connection -> {
          Optional<Membership> open = open(connection, ruleId, scope);
          if (open.isPresent()) {
            return open;
          }
          lock(connection, "storm/" + ruleId + "/" + scope);
          open = open(connection, ruleId, scope); // somebody else may have opened it meanwhile
          if (open.isPresent()
              || devices(connection, ruleId, scope, deviceId, policy) < policy.threshold()) {
            return open;
          }
          return Optional.of(start(connection, ruleId, scope, policy));
        });
  }

  private Optional<Membership> open(Connection connection, UUID ruleId, String scope)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
      statement.setObject(1, ruleId);
      statement.setString(2, scope);
      statement.setLong(3, quiet.toMillis());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Membership(row.getObject(1, UUID.class), false, row.getObject(2, UUID.class)))
            : Optional.empty();
      }
    }
  }

  private static void lock(Connection connection, String what) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      statement.setString(1, what);
      statement.execute();
    }
  }

  /** How many there are with this one, up to the threshold. */
  private static int devices(
      Connection connection, UUID ruleId, String scope, String deviceId, RuleAction.Group policy)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RECENT)) {
      statement.setObject(1, ruleId);
      statement.setString(2, scope);
      statement.setInt(3, policy.windowSeconds());
      statement.setString(4, deviceId);
      statement.setInt(5, policy.threshold());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1) + 1;
      }
    }
  }

  private static Membership start(
      Connection connection, UUID ruleId, String scope, RuleAction.Group policy)
      throws SQLException {
    UUID id = Ids.next();
    // One that fell quiet may not have been closed yet.
    update(
        connection,
        "update alarm_group set closed_at = now()"
            + " where rule_id = ? and scope = ? and closed_at is null",
        ruleId,
        scope);
    update(
        connection,
        "insert into alarm_group (id, rule_id, scope, opened_at) values (?, ?, ?, now())",
        id,
        ruleId,
        scope);
    update(connection, GATHER, id, ruleId, scope, policy.windowSeconds());
    try (PreparedStatement statement = connection.prepareStatement(FIRST_TICKET)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Membership(id, true, row.getObject(1, UUID.class));
      }
    }
  }

  /**
   * Makes sure that a group gets one ticket: who comes first opens it, the others wait and find it.
   *
   * @return the ticket there is; nothing: the caller opens one and calls {@link #lead}
   */
  public Optional<UUID> ticketOf(UUID groupId) throws SQLException {
    // "no key": an alarm of the group that another transaction inserts holds the key.
    String sql =
        "select " + OPEN_TICKET + " from alarm_group g where g.id = ? for no key update of g";
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, groupId);
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.ofNullable(row.getObject(1, UUID.class))
                  : Optional.empty();
            }
          }
        });
  }

  /** Says which ticket the others' are attached to. */
  public void lead(UUID groupId, UUID ticketId) throws SQLException {
    database.call(
        connection -> {
          update(
              connection, "update alarm_group set ticket_id = ? where id = ?", ticketId, groupId);
          return null;
        });
  }

  /** Ends the storms that have raised nothing for a while. */
  public List<Closed> closeQuiet() throws SQLException {
    return database.call(
        connection -> {
          List<Closed> closed = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(QUIET)) {
            statement.setLong(1, quiet.toMillis());
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                closed.add(
                    new Closed(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getLong(3),
                        row.getLong(4)));
              }
            }
          }
          return closed;
        });
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
