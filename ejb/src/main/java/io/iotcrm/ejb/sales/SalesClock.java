package io.iotcrm.ejb.sales;

import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.LeasedTurn;
import io.iotcrm.ejb.platform.Meters;
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
import java.time.Duration;
import java.time.Instant;

/**
 * Reminds of tasks every minute and keeps the forecast of each new month, on one instance. The
 * forecast is looked after often: it is taken once a month, whenever that turns out to be possible.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SalesClock {
  @Inject private SchemaMigration schema;
  @Inject private ForecastSnapshots snapshots;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;
  @EJB private TaskReminders reminders;
  @EJB private Lease lease;

  private final LeasedTurn reminding =
      new LeasedTurn("task-reminders", Duration.ofMinutes(2), Duration.ofSeconds(30));
  private final LeasedTurn forecasting =
      new LeasedTurn("sales-forecast", Duration.ofMinutes(5), Duration.ofMinutes(1));
  private volatile boolean stopping;

  @PreDestroy
  void stop() {
    stopping = true;
  }

  @Schedule(hour = "*", minute = "*", second = "15", persistent = false)
  void remind() {
    if (!schema.isCurrent() || !reminding.begin()) {
      return;
    }
    try {
      int found = 1;
      while (found > 0 && !stopping && reminding.goOn(lease)) {
        found = reminders.remind(Instant.now());
        meters.taskReminders(found);
      }
    } catch (Exception e) {
      failures.add(reminding.name(), e, "Tasks were not reminded of; it is tried again");
    } finally {
      reminding.end(lease);
    }
  }

  @Schedule(hour = "*", minute = "*/10", second = "45", persistent = false)
  void keepForecast() {
    if (!schema.isCurrent() || !forecasting.begin()) {
      return;
    }
    try {
      if (forecasting.goOn(lease)) {
        meters.salesForecastSnapshots(
            snapshots.take(Instant.now(), () -> !stopping && forecasting.goOn(lease)));
      }
    } catch (Exception e) {
      failures.add(forecasting.name(), e, "The sales forecast was not kept; it is tried again");
    } finally {
      forecasting.end(lease);
    }
  }
}
