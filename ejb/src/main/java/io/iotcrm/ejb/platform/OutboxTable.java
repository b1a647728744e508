package io.iotcrm.ejb.platform;

import io.iotcrm.domain.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The rows of the outbox. Each statement is a transaction. */
@ApplicationScoped
public class OutboxTable {
  /** How a message of the outbox is called among failed work, followed by its kind. */
  static final String FAILED_KIND = "OUTBOX/";

  private static final int MAX_ERROR = 500;

  private final Database database;

  /** For the container. */
  protected OutboxTable() {
    this(null);
  }

  @Inject
  public OutboxTable(Database database) {
    this.database = database;
  }

  /** Takes messages that are due; nobody else gets them before the limit is over. */
  List<OutboxMessage> claim(String kind, int limit, Duration timeLimit) throws SQLException {
    String sql =
        """
        update outbox set next_attempt_at = now() + ? * interval '1 ms'
        where id in (
          select id from outbox
          where kind = ? and state = 'PENDING' and next_attempt_at <= now()
          order by next_attempt_at, id limit ? for update skip locked)
        returning id, payload, idempotency_key, attempts
        """;
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, timeLimit.toMillis());
            statement.setString(2, kind);
            statement.setInt(3, limit);
            List<OutboxMessage> claimed = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                claimed.add(
                    new OutboxMessage(
                        rows.getLong(1), rows.getString(2), rows.getString(3), rows.getInt(4)));
              }
            }
            claimed.sort((a, b) -> Long.compare(a.id(), b.id()));
            return claimed;
          }
        });
  }

  void done(List<OutboxMessage> messages) throws SQLException {
    update(
        "update outbox set state = 'DONE', done_at = now(), attempts = attempts + 1,"
            + " last_error = ? where id = any(?)",
        null,
        messages);
  }

  /** Leaves messages to people: they are failed work from then on. */
  void giveUp(List<OutboxMessage> messages, String error) throws SQLException {
    String sql =
        """
        with gone as (
          update outbox o set state = 'GIVEN_UP', attempts = attempts + 1, last_error = ?
            from unnest(?::bigint[], ?::uuid[]) as given (id, failed_id)
           where o.id = given.id
          returning given.failed_id, o.kind, o.payload, o.idempotency_key, o.attempts)
        insert into failed_work (id, kind, subject, reason, payload, idempotency_key, attempts)
          select failed_id, ? || kind, idempotency_key, ?, payload, idempotency_key, attempts
            from gone
        on conflict (kind, idempotency_key) where state = 'OPEN' do nothing
        """;
    String reason = shorten(error == null ? "unknown" : error);
    UUID[] failedIds = messages.stream().map(message -> Ids.next()).toArray(UUID[]::new);
    database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, reason);
            statement.setArray(2, connection.createArrayOf("bigint", ids(messages)));
            statement.setArray(3, connection.createArrayOf("uuid", failedIds));
            statement.setString(4, FAILED_KIND);
            statement.setString(5, reason);
            return statement.executeUpdate();
          }
        });
  }

  private static Long[] ids(List<OutboxMessage> messages) {
    return messages.stream().map(OutboxMessage::id).toArray(Long[]::new);
  }

  private void update(String sql, String error, List<OutboxMessage> messages) throws SQLException {
    database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, shorten(error));
            statement.setArray(2, connection.createArrayOf("bigint", ids(messages)));
            return statement.executeUpdate();
          }
        });
  }

  void postpone(OutboxMessage message, Duration delay, String error) throws SQLException {
    database.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update outbox set attempts = attempts + 1, last_error = ?,"
                      + " next_attempt_at = now() + ? * interval '1 ms' where id = ?")) {
            statement.setString(1, shorten(error));
            statement.setLong(2, delay.toMillis());
            statement.setLong(3, message.id());
            return statement.executeUpdate();
          }
        });
  }

  /** How many messages are in each state that somebody should know of: PENDING and GIVEN_UP. */
  Map<String, Long> waiting() throws SQLException {
    return database.call(
        connection -> {
          Map<String, Long> counts = new TreeMap<>(Map.of("PENDING", 0L, "GIVEN_UP", 0L));
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select state, count(*) from outbox where state in ('PENDING', 'GIVEN_UP')"
                          + " group by state");
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              counts.put(rows.getString(1), rows.getLong(2));
            }
          }
          return counts;
        });
  }

  /** Removes what was delivered long ago; the keys have done their duty by then. */
  int forgetDelivered(Duration age) throws SQLException {
    return database.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "delete from outbox where state = 'DONE'"
                      + " and done_at < now() - ? * interval '1 ms'")) {
            statement.setLong(1, age.toMillis());
            return statement.executeUpdate();
          }
        });
  }

  private static String shorten(String error) {
    return error == null || error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
  }
}
