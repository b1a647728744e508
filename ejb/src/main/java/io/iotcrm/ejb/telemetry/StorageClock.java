package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.StorageStatus;
import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.LeasedTurn;
import io.iotcrm.ejb.platform.NodeName;
import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Runs the upkeep of telemetry once an hour and when somebody asks, on one instance at a time. */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StorageClock {
  private static final Logger LOG = System.getLogger(StorageClock.class.getName());

  @Inject private SchemaMigration schema;
  @Inject private StorageJob job;
  @Inject private StorageUpkeep upkeep;
  @Inject private NodeName node;
  @Inject private TimerFailures failures;
  @EJB private Lease lease;

  private final LeasedTurn turn =
      new LeasedTurn("telemetry-storage", Duration.ofMinutes(5), Duration.ofMinutes(1));
  private volatile boolean stopping;

  @PreDestroy
  void stop() {
    stopping = true;
  }

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  void look() {
    if (!schema.isCurrent() || !turn.begin()) {
      return;
    }
    try {
      StorageStatus.Upkeep last = job.read();
      boolean requested = StorageJob.isRequested(last);
      if ((requested || StorageJob.isDue(last, Instant.now())) && turn.goOn(lease)) {
        run(requested);
      }
    } catch (Exception e) {
      failed(e);
    } finally {
      turn.end(lease);
    }
  }

  private void run(boolean requested) throws SQLException, InterruptedException {
    String message = "failed; see the log";
    try {
      job.begin(node.name());
      message = upkeep.run(requested, this::step, readings -> !stopping && turn.goOn(lease));
    } finally {
      job.finish(message);
    }
  }

  private void step(String step) {
    try {
      job.step(step);
    } catch (SQLException e) {
      throw new OutageException("the database did not answer", e);
    }
  }

  private void failed(Exception e) {
    if (e instanceof InterruptedException) {
      LOG.log(Level.INFO, "The upkeep of telemetry was stopped; it goes on with the next run");
      return;
    }
    failures.add(turn.name(), e, "The upkeep of telemetry failed; it runs again");
  }
}
