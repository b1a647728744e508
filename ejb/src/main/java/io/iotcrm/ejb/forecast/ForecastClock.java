package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.forecast.ForecastRunView;
import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.NodeName;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs the forecasts of stock once a day, and when somebody asks, on one instance. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ForecastClock {
  private static final String LEASE = "forecast";
  private static final Duration LEASED = Duration.ofMinutes(5);
  private static final Duration RENEW = Duration.ofMinutes(1);

  @Inject private SchemaMigration schema;
  @Inject private ForecastJob job;
  @Inject private StockRun run;
  @Inject private NodeName node;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;
  @EJB private Lease lease;

  @Inject
  @ConfigProperty(name = "iotcrm.forecast.at", defaultValue = "02:30")
  private LocalTime at;

  private final AtomicBoolean working = new AtomicBoolean();
  private volatile boolean stopping;
  private volatile Instant renewedAt = Instant.MIN;

  @PreDestroy
  void stop() {
    stopping = true;
  }

  @Schedule(hour = "*", minute = "*", second = "5/30", persistent = false)
  void look() {
    if (!schema.isCurrent() || !working.compareAndSet(false, true)) {
      return;
    }
    try {
      ForecastRunView last = job.read();
      if ((last.requested() || last.due(lastDue(Instant.now(), at))) && renewed()) {
        // Another instance may have run it since.
        ForecastRunView newest = job.read();
        if (newest.requested() || newest.due(lastDue(Instant.now(), at))) {
          run();
        }
        renewedAt = Instant.MIN;
        lease.release(LEASE);
      }
    } catch (Exception e) {
      failures.add(LEASE, e, "The forecasts of stock failed; they run again");
    } finally {
      working.set(false);
    }
  }

  /** The newest moment at which a run was due. */
  static Instant lastDue(Instant now, LocalTime at) {
    OffsetDateTime today = now.atOffset(ZoneOffset.UTC).with(at);
    return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
  }

  private void run() throws SQLException {
    String message = "failed; see the log";
    job.begin(node.name());
    try {
      message = run.run(() -> !stopping && renewed());
      meters.forecastRun("ok");
    } catch (SQLException | RuntimeException e) {
      meters.forecastRun("failed");
      throw e;
    } finally {
      job.finish(message);
    }
  }

  private boolean renewed() {
    Instant now = Instant.now();
    if (now.isBefore(renewedAt.plus(RENEW))) {
      return true;
    }
    boolean mine = lease.acquire(LEASE, LEASED);
    renewedAt = mine ? now : Instant.MIN;
    return mine;
  }
}
