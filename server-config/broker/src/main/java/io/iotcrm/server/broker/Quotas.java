package io.iotcrm.server.broker;

import io.iotcrm.server.broker.CredentialSource.Quota;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How much each device may still send. A profile's change counts within a minute; while the
 * database is away, what was known before goes on. Nothing here waits for the database but {@link
 * #load}. Thread-safe.
 */
final class Quotas {
  private static final Logger LOG = System.getLogger(Quotas.class.getName());
  private static final long REFRESHED_MILLIS = 60_000;

  /** Where it is asked. */
  @FunctionalInterface
  interface Lookup {
    Quota quota(String deviceId) throws SQLException;
  }

  private static final class Account {
    volatile Quota quota = Quota.NONE;
    volatile TokenBucket bucket;
    volatile long loadedAt;
    final AtomicBoolean loading = new AtomicBoolean();
  }

  private final Lookup lookup;
  private final ExecutorService background;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();

  Quotas(Lookup lookup, ExecutorService background) {
    this.lookup = lookup;
    this.background = background;
  }

  /**
   * The device's bucket, or null where it may send as much as it likes.
   *
   * @param now milliseconds since any moment
   */
  TokenBucket bucket(String deviceId, long now) {
    Account account = accounts.computeIfAbsent(deviceId, id -> new Account());
    if (now - account.loadedAt > REFRESHED_MILLIS && account.loading.compareAndSet(false, true)) {
      background.execute(() -> read(deviceId, account, now));
    }
    return account.bucket;
  }

  /** Asks at once; for a device that has just come. */
  void load(String deviceId, long now) {
    Account account = accounts.computeIfAbsent(deviceId, id -> new Account());
    if (now - account.loadedAt > REFRESHED_MILLIS && account.loading.compareAndSet(false, true)) {
      read(deviceId, account, now);
    }
  }

  /** A device that is gone begins anew when it comes back, but not within a minute. */
  void forgetIdle(long now) {
    accounts.values().removeIf(account -> now - account.loadedAt > 10 * REFRESHED_MILLIS);
  }

  private void read(String deviceId, Account account, long now) {
    try {
      Quota quota = lookup.quota(deviceId);
      if (!quota.equals(account.quota)) {
        account.quota = quota;
        int most = quota.burst() > 0 ? quota.burst() : quota.messagesPerMinute();
        account.bucket =
            quota.messagesPerMinute() == 0
                ? null
                : new TokenBucket(most, quota.messagesPerMinute(), now);
      }
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "cannot ask for a device's quota", e);
    } finally {
      account.loadedAt = now;
      account.loading.set(false);
    }
  }
}
