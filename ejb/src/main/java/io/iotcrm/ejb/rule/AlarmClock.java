package io.iotcrm.ejb.rule;

import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.Meters;
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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks after alarms on one instance at a time. Where two do it for a moment, the steps themselves
 * are still taken once.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AlarmClock {
  private static final String TIMER = "alarms";
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final int AT_ONCE = 500;

  @Inject private EscalationTable escalations;
  @Inject private SchemaMigration schema;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;
  @EJB private AlarmUpkeep upkeep;
  @EJB private Lease lease;

  private final AtomicBoolean running = new AtomicBoolean();

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void everyFiveSeconds() {
    if (!schema.isCurrent() || !running.compareAndSet(false, true)) {
      return;
    }
    try {
      if (lease.acquire(TIMER, LEASE)) {
        escalate();
        upkeep.closeQuietGroups();
      }
    } catch (Exception e) {
      failures.add(TIMER, e);
    } finally {
      running.set(false);
    }
  }

  /** One alarm's trouble must not hold up the others: it is put off. */
  private void escalate() throws Exception {
    for (EscalationTable.Due one : escalations.due(AT_ONCE)) {
      try {
        if (upkeep.escalate(one)) {
          meters.escalation();
        }
      } catch (RuntimeException e) {
        failures.add(TIMER, e);
        escalations.putOff(one.alarmId());
      }
    }
  }
}
