package io.iotcrm.ejb.platform;

import io.iotcrm.domain.platform.FailedWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Puts messages that were given up back into the outbox; they leave within a second. */
@ApplicationScoped
public class OutboxReplay implements FailedWorkReplay {
  private final Database database;

  /** For the container. */
  protected OutboxReplay() {
    this(null);
  }

  @Inject
  public OutboxReplay(Database database) {
    this.database = database;
  }

  @Override
  public boolean takes(String kind) {
    return kind.startsWith(OutboxTable.FAILED_KIND);
  }

  @Override
  public void replay(FailedWork work) throws SQLException {
    again(
        work.getKind().substring(OutboxTable.FAILED_KIND.length()),
        work.getPayload(),
        work.getIdempotencyKey());
  }

  /** The same key: a message that is pending or delivered stays as it is. */
  void again(String kind, String payload, String key) throws SQLException {
    String sql =
        """
        insert into outbox as o (kind, payload, idempotency_key) values (?, ?::jsonb, ?)
        on conflict (idempotency_key) do update
          set state = 'PENDING', attempts = 0, next_attempt_at = now()
          where o.state in ('GIVEN_UP', 'ABANDONED')
        """;
    database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind);
            statement.setString(2, payload);
            statement.setString(3, key);
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public void abandon(FailedWork work) throws SQLException {
    database.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update outbox set state = 'ABANDONED'"
                      + " where idempotency_key = ? and state = 'GIVEN_UP'")) {
            statement.setString(1, work.getIdempotencyKey());
            return statement.executeUpdate();
          }
        });
  }
}
