package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEvent;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.Principal;
import java.time.Instant;

/**
 * Writes the audit. A change is audited in its own transaction, so that there is never the one
 * without the other; an attempt that fails is audited apart from the transaction that is rolled
 * back.
 */
@Stateless
@PermitAll
public class AuditLog {
  /** Timers and messages have no caller. */
  private static final String SYSTEM = "system";

  private static final String ANONYMOUS = "ANONYMOUS";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Resource private SessionContext context;

  /** With the caller as actor, in the caller's transaction. */
  public void record(AuditEvent event) {
    em.persist(new AuditEntry(Instant.now(), caller(), located(event)));
  }

  /** Kept even if the caller's transaction is rolled back. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void recordApart(String actor, AuditEvent event) {
    em.persist(new AuditEntry(Instant.now(), actor, located(event)));
  }

  private static AuditEvent located(AuditEvent event) {
    return event.address() == null ? event.from(CallerAddress.get()) : event;
  }

  private String caller() {
    Principal caller = context.getCallerPrincipal();
    return caller == null || caller.getName().equals(ANONYMOUS) ? SYSTEM : caller.getName();
  }
}
