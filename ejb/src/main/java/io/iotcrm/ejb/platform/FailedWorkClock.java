package io.iotcrm.ejb.platform;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Shows how much failed work waits for people. */
@Singleton
@jakarta.ejb.Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class FailedWorkClock {

  @Inject private FailedWorkTable table;
  @Inject private SchemaMigration schema;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;

  private volatile long open;

  @PostConstruct
  void show() {
    meters.gauge("iotcrm_failed_work", () -> open);
  }

  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  void count() {
    try {
      if (schema.isCurrent()) {
        open = table.open();
      }
    } catch (Exception e) {
      failures.add("failed-work-count", e, "Failed work could not be counted; it is tried again");
    }
  }
}
