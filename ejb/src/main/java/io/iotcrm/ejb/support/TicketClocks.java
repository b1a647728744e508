package io.iotcrm.ejb.support;

import io.iotcrm.domain.support.SlaPolicy;
import io.iotcrm.domain.support.SlaTerms;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketSla;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** Keeps a ticket's clocks in step with the ticket and its service level. */
@Dependent
public class TicketClocks {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  /** The service level that is meant most closely for a ticket like this one. */
  private Optional<SlaPolicy> meantFor(Ticket ticket) {
    UUID queue = ticket.getQueue() == null ? null : ticket.getQueue().getId();
    return em.createQuery("select p from SlaPolicy p where p.enabled = true", SlaPolicy.class)
        .getResultStream()
        .filter(policy -> policy.isFor(ticket.getPriority(), queue))
        .max(Comparator.comparingInt(SlaPolicy::specificity));
  }

  /** The service level that counts for a ticket; empty where nothing was promised. */
  public Optional<SlaPolicy> policyOf(Ticket ticket) {
    TicketSla sla = ticket.getSla();
    return sla == null || sla.getPolicyId() == null
        ? Optional.empty()
        : Optional.of(em.find(SlaPolicy.class, sla.getPolicyId()));
  }

  private Optional<SlaTerms> termsOf(Ticket ticket) {
    return policyOf(ticket).map(SlaPolicy::terms);
  }

  /**
   * After a ticket was opened, or its priority or queue changed: another service level may count.
   * Where none is meant for it now, what was promised before still counts.
   */
  public void match(Ticket ticket, Instant at) {
    meantFor(ticket)
        .filter(policy -> ticket.getStatus().isOpen())
        .ifPresent(policy -> ticket.promise(policy.terms(), at));
  }

  /** After the status changed. */
  public void follow(Ticket ticket, Instant at) {
    termsOf(ticket).ifPresent(terms -> ticket.getSla().follow(ticket.getStatus(), terms, at));
  }

  /** After somebody wrote to the customer. */
  public void answered(Ticket ticket, Instant at) {
    termsOf(ticket).ifPresent(terms -> ticket.getSla().answered(terms, at));
  }

  /** The service level or its business hours may have been changed: due moments anew. */
  public void aim(Ticket ticket, Instant at) {
    termsOf(ticket).ifPresent(terms -> ticket.promise(terms, at));
  }
}
