package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.AuditChainView;
import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.AuditWalk.Break;
import io.iotcrm.domain.security.AuditWalk.Fault;
import io.iotcrm.ejb.platform.Lease;
import io.iotcrm.ejb.platform.LeasedTurn;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
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
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals the audit within seconds, goes through it every night, deletes what is too old, and tells
 * the log each hour how far the chain is: a copy of the log elsewhere shows if it is shortened.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditClock {
  private static final Logger LOG = System.getLogger(AuditClock.class.getName());
  private static final String ACTOR = "system";

  @Inject private AuditChain chain;
  @Inject private AuditVerification verification;
  @Inject private SchemaMigration schema;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;
  @EJB private Lease lease;
  @EJB private AuditLog audit;

  @Inject
  @ConfigProperty(name = "iotcrm.audit.retention-days", defaultValue = "0")
  private int retentionDays;

  private final LeasedTurn sealing = turn("audit-chain");
  private final LeasedTurn checking = turn("audit-check");
  private volatile AuditChainView seen;

  private static LeasedTurn turn(String name) {
    return new LeasedTurn(name, Duration.ofMinutes(2), Duration.ofSeconds(30));
  }

  @PostConstruct
  void show() {
    meters.gauge("iotcrm_audit_sealed", () -> seen == null ? 0 : seen.entries());
    meters.gauge("iotcrm_audit_waiting", () -> seen == null ? 0 : seen.waiting());
    meters.gauge("iotcrm_audit_broken_at", () -> broken(seen));
    meters.gauge("iotcrm_audit_verified_seconds_ago", () -> sinceVerified(seen));
  }

  private static long broken(AuditChainView view) {
    return view == null || view.brokenAt() == null ? 0 : view.brokenAt();
  }

  private static long sinceVerified(AuditChainView view) {
    return view == null || view.verifiedAt() == null
        ? -1
        : Duration.between(view.verifiedAt(), Instant.now()).toSeconds();
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void everyFiveSeconds() {
    inTurn(sealing, "audit-seal", this::seal);
  }

  @Schedule(hour = "3", minute = "20", persistent = false)
  void everyNight() {
    inTurn(
        checking,
        "audit-verify",
        () -> {
          drop();
          Optional<Break> found = verification.verify();
          found.ifPresent(
              at ->
                  LOG.log(
                      Level.ERROR,
                      "The audit does not fit its chain at entry {0}: {1}",
                      String.valueOf(at.seq()),
                      at.fault()));
        });
  }

  @Schedule(hour = "*", minute = "0", second = "7", persistent = false)
  void everyHour() {
    inTurn(
        checking,
        "audit-head",
        () -> {
          AuditChainView now = verification.status();
          LOG.log(
              Level.INFO,
              "The audit''s chain has {0} entries and ends with {1}",
              String.valueOf(now.entries()),
              now.head());
        });
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void inTurn(LeasedTurn turn, String timer, Work work) {
    try {
      if (!schema.isCurrent() || !turn.begin()) {
        return;
      }
      try {
        if (turn.goOn(lease)) {
          work.run();
        }
      } finally {
        turn.end(lease);
      }
      seen = verification.status();
    } catch (Exception e) {
      failures.add(timer, e);
    }
  }

  private void seal() throws SQLException {
    try {
      while (chain.seal() == AuditChain.BATCH && sealing.goOn(lease)) {
        // the next batch
      }
    } catch (AuditChain.ForgedException forged) {
      verification.broken(1, Fault.REWRITTEN);
      throw forged;
    }
  }

  private void drop() throws SQLException {
    if (retentionDays <= 0) {
      return;
    }
    Instant before = Instant.now().minus(retentionDays, ChronoUnit.DAYS);
    long dropped = 0;
    int batch;
    do {
      batch = chain.drop(before);
      dropped += batch;
    } while (batch > 0 && checking.goOn(lease));
    if (dropped > 0) {
      String detail = "%d entries from before %s".formatted(dropped, before);
      audit.recordApart(
          ACTOR, new AuditEvent("drop", "audit", null, Outcome.ALLOWED, null, detail));
    }
  }
}
