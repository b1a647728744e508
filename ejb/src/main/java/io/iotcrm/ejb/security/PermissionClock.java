package io.iotcrm.ejb.security;

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

/** Reads the permissions when the instance starts and whenever they changed. */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class PermissionClock {
  @Inject private PermissionStore store;
  @Inject private Permissions permissions;
  @Inject private SchemaMigration schema;
  @Inject private TimerFailures failures;

  @PostConstruct
  void start() {
    check();
    permissions.open();
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void check() {
    try {
      if (schema.isCurrent()) {
        store.check();
      }
    } catch (Exception e) {
      failures.add("permissions", e, "The permissions could not be read; those in force stay");
    }
  }
}
