package io.iotcrm.ejb.customer;

import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.LeasedTurn;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.annotation.PostConstruct;
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
import java.sql.SQLException;
import java.time.Duration;

/**
 * Looks among stored records for those that may be the same, in batches, on one instance; and
 * forgets merges that can no longer be taken back.
 */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DuplicateClock {
  private static final Duration LEASED = Duration.ofMinutes(2);
  private static final Duration RENEW = Duration.ofSeconds(20);
  private static final int BATCH = 100;

  @Inject private DuplicateTable table;
  @Inject private MergeLog merges;
  @Inject private SchemaMigration schema;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;
  @EJB private Lease lease;

  private final LeasedTurn turn = new LeasedTurn("duplicate-scan", LEASED, RENEW);
  private volatile boolean stopping;
  private volatile long open;

  @PostConstruct
  void show() {
    meters.gauge("iotcrm_duplicate_pairs", () -> open);
  }

  @PreDestroy
  void stop() {
    stopping = true;
  }

  @Schedule(hour = "*", minute = "*", second = "35", persistent = false)
  void look() {
    if (!schema.isCurrent() || stopping || !turn.begin()) {
      return;
    }
    try {
      scan(LikenessSource.ACCOUNT);
      scan(LikenessSource.CONTACT);
      open = table.open();
    } catch (Exception e) {
      failures.add("duplicate-scan", e, "Duplicates could not be looked for; it is tried again");
    } finally {
      turn.end(lease);
    }
  }

  private void scan(LikenessSource source) throws SQLException {
    int looked = BATCH;
    while (looked == BATCH && !stopping && turn.goOn(lease)) {
      looked = table.scan(source, BATCH);
    }
  }

  @Schedule(hour = "*", minute = "20", second = "10", persistent = false)
  void forget() {
    if (!schema.isCurrent() || stopping) {
      return;
    }
    try {
      merges.forgetOld();
    } catch (Exception e) {
      failures.add("merge-forget", e, "Old merges could not be forgotten; it is tried again");
    }
  }
}
