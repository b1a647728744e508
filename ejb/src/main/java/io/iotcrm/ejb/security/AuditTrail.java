package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.PRIVACY;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.security.AuditChainView;
import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEntryView;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.AuditQuery;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ListQuery;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Locale;

/** The audit for those who look into it. That they do is in it, too. */
@Stateless
@RolesAllowed({ADMIN, PRIVACY})
public class AuditTrail {
  private static final String NAME = "audit";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Resource private SessionContext context;
  @Inject private AuditVerification verification;
  @Inject private AuditChain chain;
  @Inject private AuditExport export;
  @EJB private AuditLog audit;

  /** Newest first. */
  public Page<AuditEntryView> list(AuditQuery query) {
    return ListQuery.of(em, AuditEntry.class, "select a from AuditEntry a", query.page())
        .filter("lower(a.actor) = ?", lower(query.actor()))
        .filter("a.action = ?", query.action())
        .filter("a.objectType = ?", query.objectType())
        .filter("a.objectId = ?", query.objectId())
        .filter("a.outcome = ?", query.outcome())
        .filter("a.address = ?", query.address())
        .filter("a.at >= ?", query.from())
        .filter("a.at < ?", query.to())
        .newestFirst("a.at", AuditEntry::getAt, "a.id", AuditEntry::getId, AuditEntryView::of);
  }

  /** How the chain stands, as of the last verification. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public AuditChainView chain() {
    return Database.answer(verification::status);
  }

  /** Goes through all of the chain now; see {@link AuditVerification#verify}. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public AuditChainView verify() {
    return Database.answer(
        () -> {
          boolean fits = verification.verify().isEmpty();
          recorded("verify", fits ? Outcome.ALLOWED : Outcome.FAILED, null);
          return verification.status();
        });
  }

  /**
   * Signs the chain as it is, after somebody found out why it was not as it had been signed: a key
   * that was set or changed, or a database that was restored.
   */
  @RolesAllowed(ADMIN)
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public AuditChainView accept() {
    return Database.answer(
        () -> {
          AuditChainView before = verification.status();
          chain.accept();
          recorded("accept", Outcome.ALLOWED, "entries %d".formatted(before.entries()));
          verification.verify();
          return verification.status();
        });
  }

  /**
   * Writes sealed entries in the order of the chain, one JSON object a line.
   *
   * @param afterSeq begins behind this entry; 0 for all
   * @param query its page is not looked at
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void export(AuditQuery query, long afterSeq, OutputStream out) throws IOException {
    recorded("export", Outcome.ALLOWED, null);
    try {
      export.write(query, afterSeq, out);
    } catch (SQLException e) {
      throw new IOException("the database did not answer", e);
    }
  }

  private void recorded(String action, Outcome outcome, String detail) {
    audit.recordApart(
        context.getCallerPrincipal().getName(),
        new AuditEvent(action, NAME, null, outcome, null, detail));
  }

  private static String lower(String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
