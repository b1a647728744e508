package io.iotcrm.ejb.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.domain.rule.RuleAction.Group.Scope;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import io.iotcrm.ejb.rule.AlarmGroups.Membership;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class AlarmGroupsTest {
  private static final RuleAction.Group TEN_A_MINUTE = new RuleAction.Group(10, 60, Scope.RULE);

  private final Rows rows;
  private final Rows.Transactions transactions;
  private final AlarmGroups groups;
  private UUID rule;
  private String prefix;

  AlarmGroupsTest(DataSource source) {
    rows = new Rows(source);
    transactions = new Rows.Transactions(source);
    groups = new AlarmGroups(transactions.database(), Duration.ofMinutes(10));
  }

  @BeforeEach
  void aRuleAndItsDevices() throws SQLException {
    prefix = "d" + UUID.randomUUID().toString().substring(0, 8);
    rule = rows.rule(prefix);
    rows.devices(prefix, 200);
  }

  /** What raising an alarm with a ticket does, as one transaction. */
  private Optional<Membership> raise(int device) throws Exception {
    return transactions.in(
        () -> {
          Optional<Membership> storm =
              groups.join(rule, "rule", prefix + "-" + device, TEN_A_MINUTE);
          UUID alarm = UUID.randomUUID();
          UUID group = storm.map(Membership::groupId).orElse(null);
          write(
              "insert into alarm (id, rule_id, device_id, severity, message, raised_at,"
                  + " updated_at, last_raised_at, group_scope, group_id)"
                  + " values (?, ?, ?, 'MAJOR', 'x', now(), now(), now(), 'rule', ?::uuid)",
              alarm,
              rule,
              prefix + "-" + device,
              group == null ? null : group.toString());
          Optional<UUID> shared = group == null ? Optional.empty() : groups.ticketOf(group);
          UUID ticket = shared.orElse(null);
          if (ticket == null) {
            ticket = UUID.randomUUID();
            write(
                "insert into ticket (id, subject, status, priority, alarm_id)"
                    + " values (?, 's', 'NEW', 'HIGH', ?)",
                ticket,
                alarm);
            if (group != null) {
              groups.lead(group, ticket);
            }
          }
          write("update alarm set ticket_id = ? where id = ?", ticket, alarm);
          return storm;
        });
  }

  private void write(String sql, Object... values) throws SQLException {
    transactions
        .database()
        .call(
            connection -> {
              try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                  statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
              }
            });
  }

  private long tickets() throws SQLException {
    return rows.one(
        Long.class,
        "select count(*) from ticket t join alarm a on a.id = t.alarm_id where a.rule_id = ?",
        rule);
  }

  private long grouped() throws SQLException {
    return rows.one(
        Long.class, "select count(*) from alarm where rule_id = ? and group_id is not null", rule);
  }

  @Test
  void fewAlarmsStayAlone() throws Exception {
    for (int i = 0; i < 9; i++) {
      assertThat(raise(i)).isEmpty();
    }
    assertThat(tickets()).isEqualTo(9);
    assertThat(grouped()).isZero();
  }

  @Test
  void oneDeviceThatGoesUpAndDownIsNoStorm() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(raise(0)).isEmpty();
      rows.execute(
          "update alarm set cleared_at = now(), raised_at = raised_at - interval '1 day' * ?"
              + " where rule_id = ?",
          i + 1,
          rule);
    }
    assertThat(grouped()).isZero();
  }

  @Test
  void theTenthMakesAGroupOfAllTenAndLaterOnesJoinIt() throws Exception {
    for (int i = 0; i < 9; i++) {
      raise(i);
    }
    Optional<Membership> tenth = raise(9);
    Optional<Membership> eleventh = raise(10);

    assertThat(tenth).get().extracting(Membership::opened).isEqualTo(true);
    assertThat(eleventh).get().extracting(Membership::opened).isEqualTo(false);
    assertThat(grouped()).isEqualTo(11);
    assertThat(tickets()).isEqualTo(9);
    assertThat(eleventh.get().ticketId())
        .as("the first ticket of all")
        .isEqualTo(
            rows.one(
                UUID.class,
                "select ticket_id from alarm where rule_id = ? order by created_at limit 1",
                rule));
  }

  @Test
  void aStormFromManyThreadsIsOneGroupAndOpensNoTicketBeyondTheThreshold() throws Exception {
    ExecutorService instances = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Optional<Membership>>> work = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int device = i;
        work.add(() -> raise(device));
      }
      int opened = 0;
      for (Future<Optional<Membership>> one : instances.invokeAll(work)) {
        opened += one.get().filter(Membership::opened).isPresent() ? 1 : 0;
      }
      assertThat(opened).isEqualTo(1);
    } finally {
      instances.shutdownNow();
    }
    assertThat(grouped()).isEqualTo(200);
    assertThat(tickets()).isEqualTo(9);
    assertThat(rows.one(Long.class, "select count(*) from alarm_group where rule_id = ?", rule))
        .isEqualTo(1);
  }

  @Test
  void onceItsTicketIsResolvedAStormOpensOneMore() throws Exception {
    for (int i = 0; i < 12; i++) {
      raise(i);
    }
    rows.execute(
        "update ticket set status = 'RESOLVED' where alarm_id in"
            + " (select id from alarm where rule_id = ?)",
        rule);

    raise(12);
    raise(13);

    assertThat(tickets()).isEqualTo(10);
  }

  @Test
  void aQuietStormIsClosedOnceAndTheNextAlarmIsAloneAgain() throws Exception {
    for (int i = 0; i < 12; i++) {
      raise(i);
    }
    assertThat(groups.closeQuiet()).isEmpty();
    rows.execute(
        "update alarm set created_at = now() - interval '11 minutes' where rule_id = ?", rule);

    assertThat(groups.closeQuiet())
        .singleElement()
        .satisfies(
            closed -> {
              assertThat(closed.alarms()).isEqualTo(12);
              assertThat(closed.devices()).isEqualTo(12);
              assertThat(closed.ticketId()).isNotNull();
            });
    assertThat(groups.closeQuiet()).isEmpty();
    assertThat(raise(12)).isEmpty();
  }

  @Test
  void aRuleCanSwitchItOff() throws Exception {
    RuleAction.Group never = new RuleAction.Group(0, 60, Scope.RULE);

    assertThat(transactions.in(() -> groups.join(rule, "rule", "d", never))).isEmpty();
  }
}
