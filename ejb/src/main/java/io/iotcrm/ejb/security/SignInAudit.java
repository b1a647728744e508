package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.ejb.security.RefusedSignIns.Due;
import io.iotcrm.ejb.security.RefusedSignIns.Tally;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Who came in by the portal's form, who was kept out, and who left, in the audit. Nothing here
 * throws: a sign-in does not depend on what is written about it.
 *
 * <p>People type passwords into the field for the name, so a name is written only if a user has it.
 * Refusals are written when their minute is over, each name's with their number; an instance that
 * dies loses those of its last minute.
 */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SignInAudit {
  private static final Logger LOG = System.getLogger(SignInAudit.class.getName());
  private static final String SIGN_IN = "sign-in";
  private static final String SIGN_OUT = "sign-out";
  private static final String USER = "user";
  private static final String UNKNOWN = "unknown";

  @EJB private AuditLog audit;
  @Inject private UserNames names;
  private final RefusedSignIns refusals;

  public SignInAudit() {
    this.refusals = new RefusedSignIns(Clock.systemUTC());
  }

  SignInAudit(AuditLog audit, UserNames names, Clock clock) {
    this.audit = audit;
    this.names = names;
    this.refusals = new RefusedSignIns(clock);
  }

  /**
   * @param name the realm's own name for the person, not what was typed
   */
  public void signedIn(String name, String address) {
    write(name, new AuditEvent(SIGN_IN, USER, name, Outcome.ALLOWED, address, null));
  }

  public void signedOut(String name, String address) {
    write(name, new AuditEvent(SIGN_OUT, USER, name, Outcome.ALLOWED, address, null));
  }

  /**
   * @param typed what stood in the field for the name
   * @param lockedOut whether the realm did not look at the password any more
   */
  public void refused(String typed, String address, boolean lockedOut) {
    String name = null;
    try {
      name = names.stored(typed).orElse(null);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A refused sign-in is audited without its name", e);
    }
    refusals.add(name, address, lockedOut);
  }

  @Schedule(hour = "*", minute = "*", second = "2", persistent = false)
  void everyMinute() {
    write(refusals.takeDue());
  }

  @PreDestroy
  void stop() {
    write(refusals.takeAll());
  }

  private void write(Due due) {
    boolean works = true;
    for (Tally tally : due.tallies()) {
      // After one failure the others would only wait for the same database.
      works = works && write(tally.name() == null ? UNKNOWN : tally.name(), event(tally));
      if (!works) {
        refusals.sumUp(tally.count());
      }
    }
    if (due.beyond() > 0) {
      works = works && write(UNKNOWN, beyond(due.beyond()));
      if (!works) {
        refusals.sumUp(due.beyond());
      }
    }
  }

  private static AuditEvent event(Tally tally) {
    String detail =
        "%s, count %d, from %s to %s%s"
            .formatted(
                tally.lockedOut() ? "locked out" : "refused",
                tally.count(),
                tally.first().truncatedTo(ChronoUnit.SECONDS),
                tally.last().truncatedTo(ChronoUnit.SECONDS),
                tally.elsewhere() ? ", also from other addresses" : "");
    return new AuditEvent(SIGN_IN, USER, tally.name(), Outcome.DENIED, tally.address(), detail);
  }

  private static AuditEvent beyond(long count) {
    String detail = "refused, count %d, beyond the entries of an hour".formatted(count);
    return new AuditEvent(SIGN_IN, USER, null, Outcome.DENIED, null, detail);
  }

  private boolean write(String actor, AuditEvent event) {
    try {
      audit.recordApart(actor, event);
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The audit lacks a " + event.action() + " of " + actor, e);
      return false;
    }
  }
}
