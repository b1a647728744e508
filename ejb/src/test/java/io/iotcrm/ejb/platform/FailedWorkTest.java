package io.iotcrm.ejb.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.ejb.platform.FailedWorkTable.Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class FailedWorkTest {
  private final Rows rows;
  private final FailedWorkTable failed;
  private final OutboxTable outbox;
  private final OutboxReplay replay;
  private String kind;

  FailedWorkTest(DataSource source, Database database) {
    rows = new Rows(source);
    failed = new FailedWorkTable(database);
    outbox = new OutboxTable(database);
    replay = new OutboxReplay(database);
  }

  @BeforeEach
  void aMessage() throws SQLException {
    kind = "K" + UUID.randomUUID();
    rows.execute(
        "insert into outbox (kind, payload, idempotency_key) values (?, '{\"a\":1}', ?)",
        kind,
        kind);
  }

  private List<OutboxMessage> due() throws SQLException {
    return outbox.claim(kind, 10, Duration.ofMinutes(1));
  }

  private long open() throws SQLException {
    return rows.one(
        Long.class,
        "select count(*) from failed_work where idempotency_key = ? and state = 'OPEN'",
        kind);
  }

  @Test
  void aMessageThatIsGivenUpBecomesFailedWorkOnce() throws SQLException {
    List<OutboxMessage> claimed = due();

    outbox.giveUp(claimed, "no such host");
    outbox.giveUp(claimed, "no such host");

    assertThat(open()).isEqualTo(1);
    assertThat(
            rows.one(
                String.class,
                "select kind || ' ' || reason || ' ' || payload from failed_work"
                    + " where idempotency_key = ?",
                kind))
        .isEqualTo("OUTBOX/" + kind + " no such host {\"a\": 1}");
  }

  @Test
  void itLeavesAgainUnderTheSameKeyWhenItIsReplayed() throws SQLException {
    outbox.giveUp(due(), "no such host");

    replay.again(kind, "{\"a\":1}", kind);
    List<OutboxMessage> again = due();

    assertThat(again).singleElement().extracting(OutboxMessage::key).isEqualTo(kind);
    assertThat(again.get(0).attempts()).isZero();
  }

  @Test
  void aReplayOfWhatWasDeliveredSendsNothing() throws SQLException {
    outbox.done(due());

    replay.again(kind, "{\"a\":1}", kind);

    assertThat(due()).isEmpty();
    assertThat(rows.one(Long.class, "select count(*) from outbox where idempotency_key = ?", kind))
        .isEqualTo(1);
  }

  @Test
  void whatFailsAgainWhileItIsOpenIsOneEntryWithTheNewReason() throws SQLException {
    failed.record(new Failure("RULE_EVENT", "Rule r on d", "first", "{}", kind, 3));
    failed.record(new Failure("RULE_EVENT", "Rule r on d", "second", "{}", kind, 3));

    assertThat(open()).isEqualTo(1);
    assertThat(
            rows.one(
                String.class,
                "select reason || attempts from failed_work where idempotency_key = ?",
                kind))
        .isEqualTo("second6");
  }

  @Test
  void whatFailsAgainAfterItWasReplayedIsANewEntry() throws SQLException {
    outbox.giveUp(due(), "first");
    rows.execute("update failed_work set state = 'REPLAYED' where idempotency_key = ?", kind);
    replay.again(kind, "{\"a\":1}", kind);

    outbox.giveUp(due(), "second");

    assertThat(open()).isEqualTo(1);
    assertThat(failed.open()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void countsDeadLettersByQueue() throws SQLException {
    failed.buried(kind, "not a pack");
    failed.buried(kind, "a \u0000 in it");

    assertThat(failed.deadLetters())
        .filteredOn(one -> one.queue().equals(kind))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.messages()).isEqualTo(2);
              assertThat(one.lastReason()).isEqualTo("a   in it");
            });
  }
}
