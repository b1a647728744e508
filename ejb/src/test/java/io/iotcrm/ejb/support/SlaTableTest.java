package io.iotcrm.ejb.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.support.SlaState;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SlaTableTest {
  private final Rows rows;
  private final SlaTable table;

  SlaTableTest(DataSource source, Database database) {
    rows = new Rows(source);
    table = new SlaTable(database);
  }

  @BeforeEach
  void noTickets() throws Exception {
    rows.execute("delete from ticket");
  }

  private UUID ticket(String columns, String values) throws Exception {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into ticket (id, subject, status, priority"
            + columns
            + ")"
            + " values (?, 's', 'OPEN', 'LOW'"
            + values
            + ")",
        id);
    return id;
  }

  @Test
  void countsOpenTicketsByTheWorseOfTheirClocks() throws Exception {
    String clock =
        ", resolution_target_millis, resolution_since, resolution_near_at, resolution_due_at";
    ticket("", "");
    ticket(clock, ", 1, now(), now() + interval '1 h', now() + interval '2 h'");
    ticket(clock, ", 1, now(), now() - interval '1 h', now() + interval '2 h'");
    ticket(clock, ", 1, now(), now() - interval '2 h', now() - interval '1 h'");
    ticket(
        clock + ", response_target_millis, response_breached_at",
        ", 1, now(), now() + interval '1 h', now() + interval '2 h', 1, now()");
    ticket(", resolution_target_millis", ", 1");
    ticket(", response_target_millis, response_done_at", ", 1, now()");

    assertThat(table.counts())
        .isEqualTo(
            Map.of(
                SlaState.NONE, 1L,
                SlaState.ON_TRACK, 1L,
                SlaState.DUE_SOON, 1L,
                SlaState.BREACHED, 2L,
                SlaState.PAUSED, 1L,
                SlaState.MET, 1L));
  }

  @Test
  void findsTheLongestDueFirstAndPutsOff() throws Exception {
    UUID later = ticket(", sla_next_at", ", now() - interval '1 min'");
    UUID sooner = ticket(", sla_next_at", ", now() - interval '2 min'");
    ticket(", sla_next_at", ", now() + interval '1 min'");

    assertThat(table.due(10)).containsExactly(sooner, later);
    table.putOff(sooner);
    assertThat(table.due(10)).containsExactly(later);
  }
}
