package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Meters;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts what the permissions refused, and writes it into the audit: once a minute for each person,
 * action and record, and no more than a thousand entries a minute on one instance, so that a
 * program that asks on and on does not fill it.
 */
@ApplicationScoped
public class Refusals {
  private static final Logger LOG = System.getLogger(Refusals.class.getName());
  static final int MAX_ENTRIES_A_MINUTE = 1_000;

  private record Key(String name, Action action, RecordKind kind, String id) {}

  @EJB private AuditLog audit;
  @Inject private Meters meters;
  private final Clock clock;
  private final Set<Key> ofThisMinute = new HashSet<>();
  private Instant minute = Instant.EPOCH;

  public Refusals() {
    this.clock = Clock.systemUTC();
  }

  Refusals(AuditLog audit, Meters meters, Clock clock) {
    this.audit = audit;
    this.meters = meters;
    this.clock = clock;
  }

  /** Does nothing but be there, as {@link Permissions#open}. */
  public void open() {
    LOG.log(Level.DEBUG, "refusals are counted");
  }

  /**
   * @param id null: of no record in particular
   */
  void add(String name, Action action, RecordKind kind, Object id, String detail) {
    meters.refused(kind.key(), action.key());
    String record = id == null ? null : id.toString();
    if (!isFirst(new Key(name, action, kind, record))) {
      return;
    }
    try {
      audit.recordApart(
          name, new AuditEvent(action.key(), kind.key(), record, Outcome.DENIED, null, detail));
    } catch (RuntimeException e) {
      // The refusal holds, whatever becomes of what is written about it.
      LOG.log(Level.WARNING, "The audit lacks a refusal of " + name, e);
    }
  }

  private synchronized boolean isFirst(Key key) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    if (!now.equals(minute)) {
      minute = now;
      ofThisMinute.clear();
    }
    return ofThisMinute.size() < MAX_ENTRIES_A_MINUTE && ofThisMinute.add(key);
  }
}
