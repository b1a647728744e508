package io.iotcrm.ejb.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.security.Seal;
import io.iotcrm.domain.support.SatisfactionSummary;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import io.iotcrm.ejb.platform.SealingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SurveyTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Rows rows;
  private final SurveyTable table;
  private final SurveyLink link = link('a');

  SurveyTest(DataSource source, Database database) {
    rows = new Rows(source);
    table = new SurveyTable(database);
  }

  private static SurveyLink link(char key) {
    return new SurveyLink(
        new SealingKey(Seal.of(String.valueOf(key).repeat(40))),
        Optional.of("https://crm.example.com/"));
  }

  private UUID ticket(UUID queue) throws Exception {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into ticket (id, subject, status, priority, queue_id)"
            + " values (?, 's', 'RESOLVED', 'LOW', ?)",
        id,
        queue);
    return id;
  }

  private String tokenOf(UUID ticket) {
    String address = link.to(ticket).orElseThrow();
    assertThat(address).startsWith("https://crm.example.com/satisfaction?t=");
    return address.substring(address.indexOf('=') + 1);
  }

  @Test
  void theLinkLeadsToItsTicketAndSaysNothingAboutIt() {
    UUID ticket = UUID.randomUUID();
    String token = tokenOf(ticket);

    assertThat(link.ticketOf(token)).contains(ticket);
    assertThat(token).doesNotContain(ticket.toString()).isNotEqualTo(tokenOf(ticket));
  }

  @Test
  void aTokenThatWasNotMadeHereLeadsNowhere() {
    String token = tokenOf(UUID.randomUUID());
    char last = token.charAt(0) == 'A' ? 'B' : 'A';

    assertThat(link.ticketOf(last + token.substring(1))).isEmpty();
    assertThat(link('b').ticketOf(token)).isEmpty();
    assertThat(link.ticketOf("")).isEmpty();
    assertThat(link.ticketOf(null)).isEmpty();
    assertThat(link.ticketOf("%".repeat(20))).isEmpty();
  }

  @Test
  void takesOneAnswerAndNoSecond() throws Exception {
    UUID ticket = ticket(null);

    assertThat(table.answer(ticket, 5, null)).as("before it was asked").isFalse();
    assertThat(table.ask(ticket, DAY)).isTrue();
    assertThat(table.ask(ticket, DAY)).as("asked twice").isFalse();
    assertThat(table.isOpen(ticket)).isTrue();
    assertThat(table.answer(ticket, 4, "quick")).isTrue();
    assertThat(table.answer(ticket, 1, "again")).isFalse();
    assertThat(table.isOpen(ticket)).isFalse();
    assertThat(table.of(ticket).orElseThrow().score()).isEqualTo(4);
    assertThat(table.of(ticket).orElseThrow().comment()).isEqualTo("quick");
  }

  @Test
  void takesNoAnswerThatComesTooLate() throws Exception {
    UUID ticket = ticket(null);
    table.ask(ticket, Duration.ZERO);

    assertThat(table.isOpen(ticket)).isFalse();
    assertThat(table.answer(ticket, 5, null)).isFalse();
  }

  @Test
  void averagesOverThoseWhoAnswered() throws Exception {
    UUID queue = UUID.randomUUID();
    rows.execute("insert into support_queue (id, name) values (?, ?)", queue, queue.toString());
    for (int score : new int[] {5, 4, 0}) {
      UUID ticket = ticket(queue);
      table.ask(ticket, DAY);
      if (score > 0) {
        table.answer(ticket, score, null);
      }
    }

    Instant now = Instant.now();
    assertThat(table.byQueue(now.minus(DAY), now.plus(DAY)))
        .contains(new SatisfactionSummary(queue.toString(), 3, 2, 4.5));
    assertThat(table.byQueue(now.minus(DAY.multipliedBy(2)), now.minus(DAY)))
        .noneMatch(one -> queue.toString().equals(one.by()));
  }
}
