package io.iotcrm.ejb.platform;

import io.iotcrm.domain.platform.DeadLettersView;
import io.iotcrm.domain.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;

/** Where what was given up is written down. Joins the caller's transaction where there is one. */
@ApplicationScoped
public class FailedWorkTable {
  private static final int MAX_REASON = 1_000;

  private final Database database;

  /** For the container. */
  protected FailedWorkTable() {
    this(null);
  }

  @Inject
  public FailedWorkTable(Database database) {
    this.database = database;
  }

  /**
   * Something that failed for good.
   *
   * @param kind says which {@link FailedWorkReplay} can do it again
   * @param subject what it is about, without personal data
   * @param payloadJson JSON object: what is needed to do it again
   * @param key the idempotency key of the work
   */
  public record Failure(
      String kind, String subject, String reason, String payloadJson, String key, int attempts) {}

  /** Writes it down; what is open already under the same key is not written twice. */
  public void record(Failure failure) throws SQLException {
    String sql =
        """
        insert into failed_work (id, kind, subject, reason, payload, idempotency_key, attempts)
        values (?, ?, ?, ?, ?::jsonb, ?, ?)
        on conflict (kind, idempotency_key) where state = 'OPEN'
        do update set reason = excluded.reason, attempts = failed_work.attempts + excluded.attempts
        """;
    database.update(
        sql,
        Ids.next(),
        failure.kind(),
        failure.subject(),
        shorten(failure.reason()),
        failure.payloadJson(),
        failure.key(),
        failure.attempts());
  }

  /** How much waits for a decision. */
  public long open() throws SQLException {
    return database
        .list("select count(*) from failed_work where state = 'OPEN'", row -> row.getLong(1))
        .get(0);
  }

  /** Counts a message that went to the dead letters of its queue. */
  public void buried(String queue, String reason) throws SQLException {
    String sql =
        """
        insert into dead_letters as d (queue, messages, last_at, last_reason)
        values (?, 1, now(), ?)
        on conflict (queue) do update
          set messages = d.messages + 1, last_at = now(), last_reason = excluded.last_reason
        """;
    database.update(sql, queue, shorten(reason));
  }

  public List<DeadLettersView> deadLetters() throws SQLException {
    return database.list(
        "select queue, messages, last_at, last_reason from dead_letters order by queue",
        row ->
            new DeadLettersView(
                row.getString(1),
                row.getLong(2),
                row.getTimestamp(3).toInstant(),
                row.getString(4)));
  }

  private static String shorten(String reason) {
    // PostgreSQL has no text with NUL.
    String text = String.valueOf(reason).replace('\u0000', ' ');
    return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
  }
}
