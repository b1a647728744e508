package io.iotcrm.ejb.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.support.QueueAssignment;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
class QueueAssignerTest {
  private final Rows rows;
  private final Rows.Transactions transactions;
  private final QueueAssigner assigner;
  private final UUID queue = UUID.randomUUID();
  private UUID ann;
  private UUID bob;
  private UUID cid;

  QueueAssignerTest(DataSource source) {
    rows = new Rows(source);
    transactions = new Rows.Transactions(source);
    assigner = new QueueAssigner(transactions.database());
  }

  @BeforeEach
  void aQueueOfThree() throws Exception {
    rows.execute("insert into support_queue (id, name) values (?, ?)", queue, queue.toString());
    ann = member("ann");
    bob = member("bob");
    cid = member("cid");
  }

  private UUID member(String name) throws Exception {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into app_user (id, username, display_name, password_hash) values (?, ?, ?, 'x')",
        id,
        name + queue,
        name);
    rows.execute("insert into support_queue_member (queue_id, user_id) values (?, ?)", queue, id);
    return id;
  }

  private UUID choose(QueueAssignment assignment) throws Exception {
    return transactions.in(() -> assigner.choose(queue, assignment)).orElse(null);
  }

  private void ticket(UUID assignee, String status) throws Exception {
    rows.execute(
        "insert into ticket (id, subject, status, priority, assignee_id)"
            + " values (?, 's', ?, 'LOW', ?)",
        UUID.randomUUID(),
        status,
        assignee);
  }

  @Test
  void takesTurns() throws Exception {
    List<UUID> chosen = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      chosen.add(choose(QueueAssignment.ROUND_ROBIN));
    }

    assertThat(chosen).containsExactly(ann, bob, cid, ann, bob, cid);
  }

  @Test
  void takesTurnsAlsoWhenManyComeAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<UUID> one = () -> choose(QueueAssignment.ROUND_ROBIN);
      List<Future<UUID>> all = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        all.add(pool.submit(one));
      }
      Map<UUID, Integer> got = new HashMap<>();
      for (Future<UUID> each : all) {
        got.merge(each.get(), 1, Integer::sum);
      }

      assertThat(got).containsOnly(Map.entry(ann, 10), Map.entry(bob, 10), Map.entry(cid, 10));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void choosesWhoHasTheFewestOpenTickets() throws Exception {
    ticket(ann, "OPEN");
    ticket(ann, "NEW");
    ticket(bob, "PENDING");
    for (int i = 0; i < 5; i++) {
      ticket(cid, "CLOSED");
    }

    assertThat(choose(QueueAssignment.LEAST_OPEN)).isEqualTo(cid);
  }

  @Test
  void leavesOutWhoIsNotEnabled() throws Exception {
    rows.execute("update app_user set enabled = false where id = ?", ann);

    assertThat(choose(QueueAssignment.ROUND_ROBIN)).isEqualTo(bob);
  }

  @Test
  void choosesNobodyWhereMembersTakeTicketsOrThereAreNone() throws Exception {
    assertThat(choose(QueueAssignment.MANUAL)).isNull();
    rows.execute("delete from support_queue_member where queue_id = ?", queue);
    assertThat(choose(QueueAssignment.ROUND_ROBIN)).isNull();
  }
}
