package io.iotcrm.ejb.transfer;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.LeasedTurn;
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
import java.util.Optional;

/**
 * Works on exports and imports, one of each at a time in the cluster, starts those that are due and
 * removes those whose time is over. When an instance dies, the next one to get the lease begins the
 * work anew.
 */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TransferClock {
  private static final Logger LOG = System.getLogger(TransferClock.class.getName());
  private static final Duration LEASED = Duration.ofMinutes(2);
  private static final Duration RENEW = Duration.ofSeconds(20);

  @Inject private SchemaMigration schema;
  @Inject private ExportTable exports;
  @Inject private ExportWork exportWork;
  @Inject private ScheduleTable schedules;
  @Inject private ImportTable imports;
  @Inject private ImportWork importWork;
  @Inject private TimerFailures failures;
  @EJB private Lease lease;

  private final LeasedTurn exportTurn = new LeasedTurn("telemetry-export", LEASED, RENEW);
  private final LeasedTurn importTurn = new LeasedTurn("telemetry-import", LEASED, RENEW);
  private volatile boolean stopping;

  @PreDestroy
  void stop() {
    stopping = true;
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void lookForExports() {
    run(exportTurn, this::export);
  }

  @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false)
  void lookForImports() {
    run(importTurn, this::importHistory);
  }

  @Schedule(hour = "*", minute = "*/10", second = "50", persistent = false)
  void clean() {
    if (!schema.isCurrent() || stopping) {
      return;
    }
    try {
      int removed = exports.removeExpired() + imports.removeExpired();
      if (removed > 0) {
        LOG.log(Level.INFO, "{0} exports and imports were past their time", removed);
      }
    } catch (Exception e) {
      failures.add("telemetry-transfer-clean", e);
    }
  }

  /** Something that may take long; an exception lets it be done again. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException, InterruptedException;
  }

  private void run(LeasedTurn turn, Work work) {
    if (!schema.isCurrent() || stopping || !turn.begin()) {
      return;
    }
    try {
      if (turn.goOn(lease)) {
        work.run();
      }
    } catch (InterruptedException e) {
      LOG.log(Level.INFO, "{0} was stopped; it is begun anew", turn.name());
    } catch (Exception e) {
      failures.add(turn.name(), e);
    } finally {
      turn.end(lease);
    }
  }

  private void export() throws SQLException {
    schedules.startDue(Instant.now());
    Optional<ExportTable.Claim> claim = exports.claim();
    while (claim.isPresent()) {
      exportWork.run(claim.get(), () -> !stopping && exportTurn.goOn(lease));
      claim = !stopping && exportTurn.goOn(lease) ? exports.claim() : Optional.empty();
    }
  }

  private void importHistory() throws SQLException, InterruptedException {
    Optional<ImportTable.Claim> claim = imports.claim(Ids.next());
    while (claim.isPresent()) {
      importWork.run(claim.get(), () -> !stopping && importTurn.goOn(lease));
      claim = !stopping && importTurn.goOn(lease) ? imports.claim(Ids.next()) : Optional.empty();
    }
  }
}
