package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.rule.Verdict;
import io.iotcrm.ejb.device.TwinGrid;
import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.metrics.Tag;

/** What telemetry has to do as time passes, and what it shows of itself. */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TelemetryClock {
  private static final Duration REJECTIONS_KEPT = Duration.ofDays(7);

  @Inject private SchemaMigration schema;
  @Inject private TelemetryIngest ingest;
  @Inject private Rejections rejections;
  @Inject private TwinGrid twins;
  @Inject private SilentDevices silent;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;
  @EJB private Lease lease;

  private final AtomicBoolean ticking = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();

  @PostConstruct
  void show() {
    for (Verdict verdict : Verdict.values()) {
      meters.gauge(
          "iotcrm_rule_verdicts",
          () -> twins.verdicts(verdict),
          new Tag("verdict", verdict.name().toLowerCase(Locale.ROOT)));
    }
    meters.gauge("iotcrm_twins_rebuilt", twins::rebuilt);
  }

  /** Devices at whose moment a rule has to be asked although nothing came. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void everySecond() {
    if (!schema.isCurrent() || !ticking.compareAndSet(false, true)) {
      return;
    }
    try {
      Set<String> due = twins.dueHere();
      if (!due.isEmpty()) {
        ingest.tick(due);
      }
    } catch (Exception e) {
      failures.add("holding-rules", e);
    } finally {
      ticking.set(false);
    }
  }

  /** Devices that were silent before anybody could see it. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void lookForSilentDevices() {
    if (!schema.isCurrent() || !looking.compareAndSet(false, true)) {
      return;
    }
    try {
      if (silent.isDue() && lease.acquire("silent-devices", Duration.ofSeconds(60))) {
        silent.askSome();
      }
    } catch (Exception e) {
      failures.add("silent-devices", e);
    } finally {
      looking.set(false);
    }
  }

  @Schedule(hour = "*", minute = "17", persistent = false)
  void everyHour() {
    try {
      if (schema.isCurrent() && lease.acquire("rejections-cleaning", Duration.ofMinutes(5))) {
        rejections.forget(REJECTIONS_KEPT);
      }
    } catch (Exception e) {
      failures.add("rejections-cleaning", e);
    }
  }
}
