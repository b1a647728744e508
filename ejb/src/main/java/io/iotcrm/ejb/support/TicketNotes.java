package io.iotcrm.ejb.support;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.ejb.platform.LiveEvents;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** Tells the customer's timeline and the open pages what became of a ticket. */
@Dependent
public class TicketNotes {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private LiveEvents live;

  /**
   * In the caller's transaction.
   *
   * @param title with {@code %d} for the ticket's number
   * @param detail may be null
   */
  public void tell(
      Ticket ticket, TimelineEntry.Kind kind, String title, String detail, String actor) {
    em.persist(
        new TimelineEntry(
                Instant.now(),
                new TimelineEntry.Subject(
                    ticket.getAccount() == null ? null : ticket.getAccount().getId(),
                    ticket.getContact() == null ? null : ticket.getContact().getId(),
                    ticket.getDeviceId()),
                kind,
                title.formatted(ticket.getNumber()),
                detail,
                actor)
            .about("ticket", ticket.getId()));
    show(ticket);
  }

  /** Pages that show the ticket read it again. */
  public void show(Ticket ticket) {
    live.publish(
        new LiveEvent(
            LiveEvent.Type.TICKET,
            ticket.getDeviceId(),
            ticket.getAccount() == null ? null : ticket.getAccount().getId(),
            ticket.getContact() == null ? null : ticket.getContact().getId(),
            Instant.now(),
            ticket.getId().toString(),
            ticket.getStatus().name()));
  }
}
