package io.iotcrm.ejb.support;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.rule.MailRecipient;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.SlaClock;
import io.iotcrm.domain.support.SlaPolicy;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketComment;
import io.iotcrm.domain.support.TicketSla;
import io.iotcrm.ejb.mail.MailOutbox;
import io.iotcrm.ejb.platform.Meters;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What happens when a promise about a ticket is nearly broken, or is broken: those who can do
 * something are told, and a breach escalates the ticket as its service level says. Each ticket in a
 * transaction of its own.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SlaUpkeep {
  private static final String SYSTEM = "system";
  private static final int MAX_MEMBERS = 50;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private TicketClocks clocks;
  @Inject private TicketNotes notes;
  @Inject private MailOutbox mail;
  @Inject private Meters meters;

  /** Looks at one ticket's clocks; nothing is done twice. */
  public void look(UUID ticketId) {
    Ticket ticket = em.find(Ticket.class, ticketId, LockModeType.PESSIMISTIC_WRITE);
    if (ticket == null || ticket.getSla() == null) {
      return;
    }
    Instant now = Instant.now();
    clocks.aim(ticket, now);
    Set<TicketSla.Event> events = ticket.getSla().check(now);
    SlaPolicy policy = clocks.policyOf(ticket).orElseThrow();
    for (TicketSla.Event event : events) {
      switch (event) {
        case RESPONSE_NEAR, RESOLUTION_NEAR -> warn(ticket, policy, event);
        case RESPONSE_BREACHED, RESOLUTION_BREACHED -> escalate(ticket, policy, event);
      }
    }
  }

  private void warn(Ticket ticket, SlaPolicy policy, TicketSla.Event event) {
    boolean response = event == TicketSla.Event.RESPONSE_NEAR;
    SlaClock clock = response ? ticket.getSla().getResponse() : ticket.getSla().getResolution();
    String what = response ? "The first response" : "The solution";
    write(
        ticket,
        policy.isNotifyAssignee() ? workers(ticket) : List.of(),
        "Due soon: ticket #%d".formatted(ticket.getNumber()),
        "%s is due at %s: %s".formatted(what, clock.getDueAt(), ticket.getSubject()),
        event);
    notes.show(ticket);
  }

  private void escalate(Ticket ticket, SlaPolicy policy, TicketSla.Event event) {
    boolean response = event == TicketSla.Event.RESPONSE_BREACHED;
    SlaClock clock = response ? ticket.getSla().getResponse() : ticket.getSla().getResolution();
    meters.slaBreach(response ? "first-response" : "resolution");
    List<String> said = new ArrayList<>();
    said.add(
        "%s was due at %s (%s)."
            .formatted(
                response ? "The first response" : "The solution",
                clock.getBreachedAt(),
                policy.getName()));
    List<MailRecipient> told =
        new ArrayList<>(policy.isNotifyAssignee() ? workers(ticket) : List.of());
    if (policy.isRaisePriority() && ticket.getPriority() != Priority.URGENT) {
      Priority before = ticket.getPriority();
      ticket.prioritise(before.raised());
      said.add("Priority " + before + " to " + ticket.getPriority() + ".");
    }
    AppUser superior = policy.getEscalateTo();
    if (superior != null && superior.isEnabled() && superior != ticket.getAssignee()) {
      ticket.assignTo(superior);
      said.add("Assigned to " + superior.getDisplayName() + ".");
      told.add(new MailRecipient(MailRecipient.Kind.USER, superior.getUsername()));
    }
    if (policy.getNotifyTeam() != null) {
      told.add(new MailRecipient(MailRecipient.Kind.TEAM, policy.getNotifyTeam()));
    }
    String text = String.join(" ", said);
    em.persist(new TicketComment(ticket, SYSTEM, text, true));
    notes.tell(ticket, TimelineEntry.Kind.SLA_BREACHED, "Ticket #%d is overdue", text, SYSTEM);
    write(
        ticket,
        told,
        "Overdue: ticket #%d".formatted(ticket.getNumber()),
        text + "\n\n" + ticket.getSubject(),
        event);
  }

  /** Whose work it is: the assignee, or where there is none everybody in its queue. */
  private List<MailRecipient> workers(Ticket ticket) {
    if (ticket.getAssignee() != null) {
      return List.of(
          new MailRecipient(MailRecipient.Kind.USER, ticket.getAssignee().getUsername()));
    }
    if (ticket.getQueue() == null) {
      return List.of();
    }
    List<?> names =
        em.createNativeQuery(
                "select u.username from support_queue_member m join app_user u on u.id = m.user_id"
                    + " where m.queue_id = ?1 and u.enabled order by u.username")
            .setParameter(1, ticket.getQueue().getId())
            .setMaxResults(MAX_MEMBERS)
            .getResultList();
    return names.stream()
        .map(name -> new MailRecipient(MailRecipient.Kind.USER, (String) name))
        .toList();
  }

  private void write(
      Ticket ticket, List<MailRecipient> to, String subject, String text, TicketSla.Event event) {
    if (!mail.isConfigured()) {
      return;
    }
    for (MailRecipient one : new LinkedHashSet<>(to)) {
      mail.add(
          new MailOutbox.Letter(one, null, null, subject, text),
          "ticket/%s/%s/%s %s".formatted(ticket.getId(), event, one.kind(), one.name()));
    }
  }
}
