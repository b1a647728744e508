package io.iotcrm.ejb.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Effects outside that belong to a transaction: written with it, delivered after it, at least once,
 * whatever dies in between.
 */
@ApplicationScoped
public class Outbox {
  @Inject private Database database;
  @Inject private OutboxDispatch dispatch;

  @Resource private TransactionSynchronizationRegistry transactions;

  /**
   * Adds an effect to the caller's transaction; it is tried as soon as that has committed.
   *
   * @param kind which handler delivers it
   * @param payloadJson what the handler needs
   * @param key the same key is delivered once, also if it is added again
   * @throws IllegalStateException outside a transaction
   */
  public void add(String kind, String payloadJson, String key) {
    add(kind, payloadJson, key, null);
  }

  /**
   * The same, not before a time.
   *
   * @param notBefore null: at once
   */
  public void add(String kind, String payloadJson, String key, Instant notBefore) {
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("the outbox is part of a transaction, and there is none");
    }
    String sql =
        "insert into outbox (kind, payload, idempotency_key, next_attempt_at)"
            + " values (?, ?::jsonb, ?, coalesce(?::timestamptz, now()))"
            + " on conflict (idempotency_key) do nothing";
    try {
      database.call(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              statement.setString(1, kind);
              statement.setString(2, payloadJson);
              statement.setString(3, key);
              statement.setTimestamp(4, notBefore == null ? null : Timestamp.from(notBefore));
              return statement.executeUpdate();
            }
          });
    } catch (SQLException e) {
      throw new IllegalStateException("the outbox refused " + kind + " " + key, e);
    }
    transactions.registerInterposedSynchronization(new AfterCommit(kind));
  }

  private final class AfterCommit implements Synchronization {
    private final String kind;

    AfterCommit(String kind) {
      this.kind = kind;
    }

    @Override
    public void beforeCompletion() {
      // Nothing to do: the row is written already.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        dispatch.soon(kind);
      }
    }
  }
}
