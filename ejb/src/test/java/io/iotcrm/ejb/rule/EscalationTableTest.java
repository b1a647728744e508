package io.iotcrm.ejb.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
class EscalationTableTest {
  private final Rows rows;
  private final EscalationTable table;
  private UUID alarm;

  EscalationTableTest(DataSource source, Database database) {
    rows = new Rows(source);
    table = new EscalationTable(database);
  }

  @BeforeEach
  void anAlarmThatIsDue() throws SQLException {
    rows.execute("update alarm set cleared_at = now()");
    String prefix = "e" + UUID.randomUUID().toString().substring(0, 8);
    UUID rule = rows.rule(prefix);
    rows.devices(prefix, 1);
    alarm = UUID.randomUUID();
    rows.execute(
        "insert into alarm (id, rule_id, device_id, severity, message, raised_at, updated_at,"
            + " last_raised_at, escalate_at)"
            + " values (?, ?, ?, 'MINOR', 'x', now(), now(), now(), now() - interval '1 second')",
        alarm,
        rule,
        prefix + "-0");
  }

  @Test
  void aStepIsTakenOnceHoweverManyInstancesTry() throws Exception {
    EscalationTable.Due due = table.due(10).get(0);
    Callable<Boolean> step = () -> table.advance(due, Severity.MAJOR, null);
    ExecutorService instances = Executors.newFixedThreadPool(8);
    int taken = 0;
    try {
      for (Future<Boolean> one : instances.invokeAll(Collections.nCopies(32, step))) {
        taken += one.get() ? 1 : 0;
      }
    } finally {
      instances.shutdownNow();
    }
    assertThat(taken).isEqualTo(1);
    assertThat(rows.one(String.class, "select severity from alarm where id = ?", alarm))
        .isEqualTo("MAJOR");
    assertThat(table.due(10)).isEmpty();
  }

  @Test
  void theNextStepFollowsWhenItsTimeHasCome() throws SQLException {
    Instant next = Instant.now().minusSeconds(1);
    table.advance(table.due(10).get(0), Severity.MAJOR, next);

    List<EscalationTable.Due> due = table.due(10);

    assertThat(due).singleElement().extracting(EscalationTable.Due::level).isEqualTo(1);
  }

  @Test
  void whatWasAcknowledgedOrClearedMeanwhileDoesNotEscalate() throws SQLException {
    EscalationTable.Due due = table.due(10).get(0);
    rows.execute(
        "update alarm set acknowledged_at = now(), version = version + 1 where id = ?", alarm);

    assertThat(table.advance(due, Severity.CRITICAL, null)).isFalse();
    assertThat(table.due(10)).isEmpty();
  }

  @Test
  void whatCannotBeTakenNowIsPutOff() throws SQLException {
    table.putOff(alarm);

    assertThat(table.due(10)).isEmpty();
  }
}
