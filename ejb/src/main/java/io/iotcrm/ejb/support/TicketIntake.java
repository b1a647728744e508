package io.iotcrm.ejb.support;

import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.support.SupportQueue;
import io.iotcrm.domain.support.Ticket;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Where a new ticket goes, who gets it, and what is promised; in the caller's transaction. */
@Dependent
public class TicketIntake {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private QueueAssigner assigner;
  @Inject private TicketClocks clocks;

  /**
   * @param queue null: the standard queue, if there is one
   */
  public void take(Ticket ticket, SupportQueue queue) {
    ticket.enqueue(queue == null ? standard().orElse(null) : queue);
    assign(ticket);
    clocks.match(ticket, Instant.now());
  }

  /**
   * The same for what a rule opened.
   *
   * @param queueName of the rule or the device's profile; null, or one that is no more: the
   *     standard queue
   */
  public void takeNamed(Ticket ticket, String queueName) {
    take(ticket, queueName == null ? null : named(queueName).orElse(null));
  }

  /** Gives a ticket that nobody has to a member of its queue, as the queue wants it. */
  public void assign(Ticket ticket) {
    SupportQueue queue = ticket.getQueue();
    if (queue == null || ticket.getAssignee() != null) {
      return;
    }
    try {
      assigner
          .choose(queue.getId(), queue.getAssignment())
          .ifPresent(user -> ticket.assignTo(em.find(AppUser.class, user)));
    } catch (SQLException e) {
      throw new IllegalStateException("nobody could be chosen for the ticket", e);
    }
  }

  private Optional<SupportQueue> standard() {
    return em.createQuery(
            "select q from SupportQueue q where q.standard = true", SupportQueue.class)
        .getResultStream()
        .findFirst();
  }

  private Optional<SupportQueue> named(String name) {
    return em.createQuery("select q from SupportQueue q where q.name = ?1", SupportQueue.class)
        .setParameter(1, name)
        .getResultStream()
        .findFirst();
  }
}
