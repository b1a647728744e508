package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.device.DeviceQuota;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a device's message may come in over HTTP. Messages are counted by each instance; readings
 * of the day are those that are stored, whichever way they came, read every 30 seconds with what
 * this instance has taken since. Thread-safe.
 */
@ApplicationScoped
public class DeviceQuotas {
  private static final int DEVICES = 10_000;
  private static final double MINUTE_MILLIS = 60_000;
  private static final long COUNTED_MILLIS = 30_000;

  @Inject private Database database;

  private final Clock clock;
  private final Map<Integer, Account> accounts =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Account> eldest) {
          return size() > DEVICES;
        }
      };

  /** What a device has had. */
  private static final class Account {
    double tokens = Double.MAX_VALUE;
    long filledAt;
    LocalDate day;
    long readings;
    long countedAt;
  }

  /** For the container. */
  public DeviceQuotas() {
    clock = Clock.systemUTC();
  }

  /** For use outside a container. */
  DeviceQuotas(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Takes a message into account, where it may come in.
   *
   * @return 0, or after how many seconds it is worth trying again
   */
  long admit(int deviceNo, DeviceQuota quota) throws SQLException {
    if (quota.messagesPerMinute() == null && quota.readingsPerDay() == null) {
      return 0;
    }
    Account account = account(deviceNo);
    synchronized (account) {
      long wait = Math.max(dayWait(deviceNo, account, quota), messageWait(account, quota));
      if (wait == 0) {
        account.tokens--;
      }
      return wait;
    }
  }

  private long dayWait(int deviceNo, Account account, DeviceQuota quota) throws SQLException {
    if (quota.readingsPerDay() == null) {
      return 0;
    }
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!today.equals(account.day) || now.toEpochMilli() - account.countedAt >= COUNTED_MILLIS) {
      account.day = today;
      account.readings = readingsToday(deviceNo);
      account.countedAt = now.toEpochMilli();
    }
    return account.readings < quota.readingsPerDay()
        ? 0
        : Math.max(1, Duration.between(now, resetsAt()).toSeconds());
  }

  private long messageWait(Account account, DeviceQuota quota) {
    if (quota.messagesPerMinute() == null) {
      account.tokens = Double.MAX_VALUE;
      return 0;
    }
    double most = quota.burst() == null ? quota.messagesPerMinute() : quota.burst();
    double perMilli = quota.messagesPerMinute() / MINUTE_MILLIS;
    long now = clock.millis();
    account.tokens = Math.min(most, account.tokens + (now - account.filledAt) * perMilli);
    account.filledAt = now;
    return account.tokens >= 1
        ? 0
        : Math.max(1, (long) Math.ceil((1 - account.tokens) / perMilli / 1_000));
  }

  /** Readings of a message that was let in and stored. */
  void count(int deviceNo, int readings) {
    Account account = account(deviceNo);
    synchronized (account) {
      account.readings += readings;
    }
  }

  private Account account(int deviceNo) {
    synchronized (accounts) {
      return accounts.computeIfAbsent(deviceNo, no -> new Account());
    }
  }

  /** When the next day begins. */
  Instant resetsAt() {
    return today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Stored readings whose time is of this UTC day: none of them is in chunks yet. */
  long readingsToday(int deviceNo) throws SQLException {
    Instant begin = today().atStartOfDay(ZoneOffset.UTC).toInstant();
    return database.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select count(*) from open_reading"
                      + " where device_no = ? and ts >= ? and ts < ?")) {
            statement.setInt(1, deviceNo);
            statement.setTimestamp(2, Timestamp.from(begin));
            statement.setTimestamp(3, Timestamp.from(begin.plus(Duration.ofDays(1))));
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }
}
