package io.iotcrm.ejb.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class TicketMergeTableTest {
  private final Rows rows;
  private final Rows.Transactions transactions;
  private final TicketMergeTable table;
  private final UUID from = UUID.randomUUID();
  private final UUID into = UUID.randomUUID();
  private final UUID merge = UUID.randomUUID();

  TicketMergeTableTest(DataSource source) {
    rows = new Rows(source);
    transactions = new Rows.Transactions(source);
    table = new TicketMergeTable(transactions.database());
  }

  @BeforeEach
  void twoTicketsWithEverythingThatBelongsToThem() throws Exception {
    String prefix = "m" + from.toString().substring(0, 8);
    rows.devices(prefix, 1);
    UUID rule = rows.rule(prefix);
    int n = 0;
    for (UUID ticket : new UUID[] {from, into}) {
      rows.execute(
          "insert into ticket (id, subject, status, priority) values (?, 's', 'OPEN', 'LOW')",
          ticket);
      rows.execute(
          "insert into ticket_comment (id, ticket_id, author, body)"
              + " select gen_random_uuid(), ?, 'sam', 'b' from generate_series(1, 2)",
          ticket);
      rows.execute(
          "insert into task (id, subject, status, ticket_id)"
              + " values (gen_random_uuid(), 's', 'OPEN', ?)",
          ticket);
      rows.execute(
          "insert into alarm (id, rule_id, device_id, severity, message, raised_at, updated_at,"
              + " last_raised_at, cleared_at, ticket_id) values (gen_random_uuid(), ?, ?, 'MAJOR',"
              + " 'm', now() + ? * interval '1 s', now(), now(), now(), ?)",
          rule,
          prefix + "-0",
          n++,
          ticket);
      rows.execute(
          "insert into alarm_group (id, rule_id, scope, opened_at, ticket_id)"
              + " values (gen_random_uuid(), ?, ?, now(), ?)",
          rule,
          "account/" + ticket,
          ticket);
      rows.execute(
          "insert into timeline_entry (id, at, kind, title, ref_type, ref_id, actor)"
              + " values (gen_random_uuid(), now(), 'TICKET_OPENED', 't', 'ticket', ?, 'sam')",
          ticket.toString());
    }
  }

  private void merged() throws Exception {
    transactions.in(
        () -> {
          table.merge(merge, from, into, TicketStatus.OPEN, "sam");
          return null;
        });
  }

  private String belongings(UUID ticket) throws Exception {
    return rows.one(
        String.class,
        "select (select count(*) from ticket_comment where ticket_id = t) || ' '"
            + " || (select count(*) from task where ticket_id = t) || ' '"
            + " || (select count(*) from alarm where ticket_id = t) || ' '"
            + " || (select count(*) from alarm_group where ticket_id = t) || ' '"
            + " || (select count(*) from timeline_entry where ref_type = 'ticket'"
            + " and ref_id = t::text) from (select ?::uuid as t) x",
        ticket);
  }

  @Test
  void movesEverything() throws Exception {
    merged();

    assertThat(belongings(from)).isEqualTo("0 0 0 0 0");
    assertThat(belongings(into)).isEqualTo("4 2 2 2 2");
    assertThat(table.into(into))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.fromId()).isEqualTo(from);
              assertThat(one.mergedBy()).isEqualTo("sam");
              assertThat(one.undoneAt()).isNull();
            });
  }

  @Test
  void undoingMovesBackWhatWasMovedAndLeavesWhatCameSince() throws Exception {
    merged();
    rows.execute(
        "insert into ticket_comment (id, ticket_id, author, body)"
            + " values (gen_random_uuid(), ?, 'sam', 'since')",
        into);

    transactions.in(
        () -> {
          table.undo(table.open(merge).orElseThrow(), "ann");
          return null;
        });

    assertThat(belongings(from)).isEqualTo("2 1 1 1 1");
    assertThat(belongings(into)).isEqualTo("3 1 1 1 1");
    assertThat(table.open(merge)).isEmpty();
    assertThat(table.into(into).get(0).undoneBy()).isEqualTo("ann");
  }
}
