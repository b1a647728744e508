package io.iotcrm.ejb.support;

import io.iotcrm.domain.support.SatisfactionSummary;
import io.iotcrm.domain.support.SatisfactionView;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Questions to customers and their answers, within the caller's transaction. */
@ApplicationScoped
public class SurveyTable {
  private static final String SUMMARY =
      """
      select %s, count(*), count(s.score), round(avg(s.score), 2)
        from ticket_survey s join ticket t on t.id = s.ticket_id
        left join support_queue q on q.id = t.queue_id
        left join app_user u on u.id = t.assignee_id
       where s.sent_at >= ? and s.sent_at < ?
       group by 1 order by 1 nulls last
      """;

  private final Database database;

  /** For the container. */
  protected SurveyTable() {
    this(null);
  }

  @Inject
  public SurveyTable(Database database) {
    this.database = database;
  }

  /**
   * @return false: this ticket's customer was asked before
   */
  public boolean ask(UUID ticketId, Duration open) throws SQLException {
    return database.update(
            "insert into ticket_survey (ticket_id, expires_at)"
                + " values (?, now() + ? * interval '1 s') on conflict do nothing",
            ticketId,
            open.toSeconds())
        == 1;
  }

  /** Whether the question still waits for its answer. */
  public boolean isOpen(UUID ticketId) throws SQLException {
    return !database
        .list(
            "select 1 from ticket_survey"
                + " where ticket_id = ? and answered_at is null and expires_at > now()",
            row -> row.getInt(1),
            ticketId)
        .isEmpty();
  }

  /**
   * Takes the only answer.
   *
   * @return false: there is one already, or it is too late
   */
  public boolean answer(UUID ticketId, int score, String comment) throws SQLException {
    return database.update(
            "update ticket_survey set answered_at = now(), score = ?, comment = ?"
                + " where ticket_id = ? and answered_at is null and expires_at > now()",
            score,
            comment,
            ticketId)
        == 1;
  }

  public Optional<SatisfactionView> of(UUID ticketId) throws SQLException {
    return database
        .list(
            "select ticket_id, sent_at, expires_at, answered_at, score, comment"
                + " from ticket_survey where ticket_id = ?",
            row ->
                new SatisfactionView(
                    row.getObject(1, UUID.class),
                    NativeRows.instant(row.getTimestamp(2)),
                    NativeRows.instant(row.getTimestamp(3)),
                    NativeRows.instant(row.getTimestamp(4)),
                    row.getObject(5, Integer.class),
                    row.getString(6)),
            ticketId)
        .stream()
        .findFirst();
  }

  public List<SatisfactionSummary> byQueue(Instant from, Instant to) throws SQLException {
    return summary("q.name", from, to);
  }

  public List<SatisfactionSummary> byAssignee(Instant from, Instant to) throws SQLException {
    return summary("u.username", from, to);
  }

  private List<SatisfactionSummary> summary(String column, Instant from, Instant to)
      throws SQLException {
    return database.list(
        SUMMARY.formatted(column),
        row ->
            new SatisfactionSummary(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getBigDecimal(4) == null ? null : row.getBigDecimal(4).doubleValue()),
        from,
        to);
  }
}
