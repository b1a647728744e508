package io.iotcrm.ejb.rule;

import io.iotcrm.ejb.device.TwinGrid;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Reads the rules when the instance starts and whenever they changed. */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RuleClock {

  @Inject private RuleLoader loader;
  @Inject private SchemaMigration schema;
  @Inject private TwinGrid twins;
  @Inject private TimerFailures failures;

  @PostConstruct
  void start() {
    check();
    twins.open();
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void check() {
    try {
      if (schema.isCurrent()) {
        loader.check();
      }
    } catch (Exception e) {
      failures.add("rules", e, "The rules could not be read; those in force stay");
    }
  }
}
