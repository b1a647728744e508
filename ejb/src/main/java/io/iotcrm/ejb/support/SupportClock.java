package io.iotcrm.ejb.support;

import io.iotcrm.domain.support.SlaState;
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
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Looks at the clocks of tickets on one instance at a time, and counts the open ones on each. Where
 * two look for a moment, each ticket is still looked at by one after the other.
 */
@Singleton
@jakarta.ejb.Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SupportClock {
  private static final String TIMER = "sla";
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int AT_ONCE = 500;

  @Inject private SlaTable table;
  @Inject private SchemaMigration schema;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;
  @EJB private SlaUpkeep upkeep;
  @EJB private Lease lease;

  private final AtomicBoolean running = new AtomicBoolean();
  private volatile Map<SlaState, Long> open = Map.of();

  @PostConstruct
  void show() {
    for (SlaState state : SlaState.values()) {
      meters.gauge(
          "iotcrm_tickets_open", () -> open.getOrDefault(state, 0L), new Tag("sla", state.name()));
    }
  }

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  void everyTenSeconds() {
    if (!schema.isCurrent() || !running.compareAndSet(false, true)) {
      return;
    }
    try {
      if (lease.acquire(TIMER, LEASE)) {
        look();
      }
      open = table.counts();
    } catch (Exception e) {
      failures.add(TIMER, e);
    } finally {
      running.set(false);
    }
  }

  /** One ticket's trouble must not hold up the others: it is put off. */
  private void look() throws Exception {
    for (UUID ticket : table.due(AT_ONCE)) {
      try {
        upkeep.look(ticket);
      } catch (RuntimeException e) {
        failures.add(TIMER, e);
        table.putOff(ticket);
      }
    }
  }
}
