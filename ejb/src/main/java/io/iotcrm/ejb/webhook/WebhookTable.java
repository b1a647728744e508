package io.iotcrm.ejb.webhook;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.SealingKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Endpoints and the log of deliveries, as the delivery needs them. */
@ApplicationScoped
public class WebhookTable {
  private static final int MAX_ERROR = 300;

  private final Database database;
  private final SealingKey sealing;

  /** For the container. */
  protected WebhookTable() {
    this(null, null);
  }

  @Inject
  public WebhookTable(Database database, SealingKey sealing) {
    this.database = database;
    this.sealing = sealing;
  }

  record Target(String name, String url, String secret, boolean enabled) {}

  /**
   * What came of an attempt.
   *
   * @param status null: there was no answer
   * @param error null: it went well
   */
  record Attempt(
      UUID endpointId, String key, int number, Integer status, String error, Duration took) {}

  /**
   * @throws IllegalStateException where its secret cannot be opened
   */
  Optional<Target> find(UUID endpointId) throws SQLException {
    return database
        .list(
            "select name, url, secret, secret_sealed, enabled from webhook_endpoint where id = ?",
            row ->
                new Target(
                    row.getString(1),
                    row.getString(2),
                    row.getBytes(4) == null
                        ? row.getString(3)
                        : opened(row.getBytes(4), endpointId),
                    row.getBoolean(5)),
            endpointId)
        .stream()
        .findFirst();
  }

  private String opened(byte[] sealed, UUID endpointId) {
    return new String(sealing.opened(sealed, endpointId.toString()), StandardCharsets.UTF_8);
  }

  void log(Attempt attempt) throws SQLException {
    String sql =
        """
        insert into webhook_delivery
               (id, endpoint_id, idempotency_key, attempt, status, error, duration_ms)
        select ?, id, ?, ?, ?, ?, ? from webhook_endpoint where id = ?
        """;
    database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, Ids.next());
            statement.setString(2, attempt.key());
            statement.setInt(3, attempt.number());
            statement.setObject(4, attempt.status(), Types.INTEGER);
            statement.setString(5, shorten(attempt.error()));
            statement.setInt(6, (int) Math.min(attempt.took().toMillis(), Integer.MAX_VALUE));
            statement.setObject(7, attempt.endpointId());
            return statement.executeUpdate();
          }
        });
  }

  /** The other side wants no more. */
  void stop(UUID endpointId, String reason) throws SQLException {
    database.update(
        "update webhook_endpoint set enabled = false, stopped_reason = ?,"
            + " updated_at = now(), version = version + 1 where id = ? and enabled",
        reason,
        endpointId);
  }

  /** Removes what was logged long ago. */
  int forget(Duration age) throws SQLException {
    return database.update(
        "delete from webhook_delivery where at < now() - ? * interval '1 ms'", age.toMillis());
  }

  private static String shorten(String error) {
    return error == null || error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
  }
}
