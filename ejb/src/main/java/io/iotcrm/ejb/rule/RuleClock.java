package io.iotcrm.ejb.rule;

import io.iotcrm.ejb.device.TwinGrid;
import io.iotcrm.ejb.platform.Failure;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.SchemaMigration;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reads the rules when the instance starts and whenever they changed. */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RuleClock {
  private static final Logger LOG = System.getLogger(RuleClock.class.getName());

  @Inject private RuleLoader loader;
  @Inject private SchemaMigration schema;
  @Inject private TwinGrid twins;
  @Inject private Meters meters;

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
      meters.timerFailed("rules");
      LOG.log(
          Failure.of(e) == Failure.OUTAGE ? Level.DEBUG : Level.WARNING,
          "The rules could not be read; those in force stay",
          e);
    }
  }
}
