package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.forecast.ForecastRunView;
import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.LeasedTurn;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs the forecasts of stock once a day, and when somebody asks, on one instance. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ForecastClock {
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

  private final LeasedTurn turn =
      new LeasedTurn("forecast", Duration.ofMinutes(5), Duration.ofMinutes(1));
  private volatile boolean stopping;

  @PreDestroy
  void stop() {
    stopping = true;
  }

  @Schedule(hour = "*", minute = "*", second = "5/30", persistent = false)
  void look() {
    if (!schema.isCurrent() || !turn.begin()) {
      return;
    }
    try {
      ForecastRunView last = job.read();
      if ((last.requested() || last.due(lastDue(Instant.now(), at))) && turn.goOn(lease)) {
        // Another instance may have run it since.
        ForecastRunView newest = job.read();
        if (newest.requested() || newest.due(lastDue(Instant.now(), at))) {
          run();
        }
      }
    } catch (Exception e) {
      failures.add(turn.name(), e, "The forecasts of stock failed; they run again");
    } finally {
      turn.end(lease);
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
      message = run.run(() -> !stopping && turn.goOn(lease));
      meters.forecastRun("ok");
    } catch (SQLException | RuntimeException e) {
      meters.forecastRun("failed");
      throw e;
    } finally {
      job.finish(message);
    }
  }
}
