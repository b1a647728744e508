package io.iotcrm.ejb.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What every instance does from its start to its end: it joins the grid, brings the schema up,
 * listens to live events and looks at the outbox. The start never fails because something is away:
 * readiness says so, and a timer tries again.
 */
@Singleton
@jakarta.ejb.Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {
  private static final Duration DELIVERED_KEPT = Duration.ofDays(7);

  @Inject private Grid grid;
  @Inject private LiveEvents live;
  @Inject private SchemaMigration schema;
  @Inject private OutboxDispatch outbox;
  @Inject private OutboxTable outboxTable;
  @Inject private Lease lease;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;
  @Inject private Stopping stopping;

  private final AtomicBoolean sweeping = new AtomicBoolean();
  private volatile Map<String, Long> outboxWaiting = Map.of();

  @PostConstruct
  void start() {
    grid.hazelcast(); // joins
    live.listen();
    schema.bringUp();
    for (String state : new String[] {"PENDING", "GIVEN_UP"}) {
      meters.gauge(
          "iotcrm_outbox_messages",
          () -> outboxWaiting.getOrDefault(state, 0L),
          new Tag("state", state));
    }
    meters.gauge("iotcrm_outage_seconds", stopping::awaySeconds);
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void everySecond() {
    if (!sweeping.compareAndSet(false, true)) {
      return;
    }
    try {
      schema.bringUp();
      if (schema.isCurrent()) {
        outbox.sweep();
      }
    } catch (RuntimeException e) {
      failures.add("outbox", e);
    } finally {
      sweeping.set(false);
    }
  }

  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  void everyQuarterMinute() {
    try {
      if (schema.isCurrent()) {
        outboxWaiting = outboxTable.waiting();
      }
    } catch (Exception e) {
      failures.add("outbox-count", e);
    }
  }

  @Schedule(hour = "*", minute = "7", persistent = false)
  void everyHour() {
    try {
      if (schema.isCurrent() && lease.acquire("outbox-cleaning", Duration.ofMinutes(5))) {
        outboxTable.forgetDelivered(DELIVERED_KEPT);
      }
    } catch (Exception e) {
      failures.add("outbox-cleaning", e);
    }
  }

  @PreDestroy
  void stop() {
    stopping.now();
    live.stopListening();
  }
}
