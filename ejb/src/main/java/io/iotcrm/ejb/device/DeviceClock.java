package io.iotcrm.ejb.device;

import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What has to be done for devices and commands as time passes. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DeviceClock {
  private static final int FORGET = 10_000;

  @Inject private SchemaMigration schema;
  @Inject private DeviceDirectory devices;
  @Inject private Presence presence;
  @Inject private TimerFailures failures;
  @Inject private PastDeviceTable past;

  @Inject
  @ConfigProperty(name = "iotcrm.presence.history", defaultValue = "P90D")
  private Duration presenceHistory;

  @EJB private Lease lease;
  @EJB private CommandLedger commands;
  @EJB private DeviceCredentials credentials;

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void everyFiveSeconds() {
    attempt(
        "device-directory",
        () -> {
          devices.refresh();
          return null;
        });
    attempt(
        "commands",
        () -> {
          if (lease.acquire("commands", Duration.ofSeconds(12))) {
            commands.expire();
            commands.timeOut();
            commands.repeat();
          }
          return null;
        });
  }

  @Schedule(hour = "*", minute = "*", second = "2/10", persistent = false)
  void everyTenSeconds() {
    attempt(
        "presence",
        () -> {
          presence.write();
          return null;
        });
    attempt(
        "device-credentials",
        () -> {
          if (lease.acquire("device-credentials", Duration.ofSeconds(25))) {
            credentials.endExpired();
          }
          return null;
        });
  }

  @Schedule(hour = "*", minute = "17", second = "0", persistent = false)
  void everyHour() {
    attempt(
        "presence-history",
        () -> {
          Instant before = Instant.now().minus(presenceHistory);
          int forgotten = FORGET;
          while (forgotten == FORGET && lease.acquire("presence-history", Duration.ofMinutes(5))) {
            forgotten = past.forget(before, FORGET);
          }
          return null;
        });
  }

  private void attempt(String timer, Callable<Void> work) {
    if (!schema.isCurrent()) {
      return;
    }
    try {
      work.call();
    } catch (Exception e) {
      failures.add(timer, e);
    }
  }
}
