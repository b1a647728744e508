package io.iotcrm.ejb.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.support.SatisfactionSummary;
import io.iotcrm.domain.support.SatisfactionView;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What customers thought of the solution of their tickets. */
@Stateless
public class SurveyService {
  private static final int MAX_COMMENT = 2_000;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Permissions permissions;
  @Inject private SurveyTable table;
  @Inject private SurveyLink link;
  @Inject private Records records;
  @Inject private TicketNotes notes;
  @Inject private Meters meters;

  /** Whether a link can be answered: it was made here, not used yet, and not too old. */
  @PermitAll
  public boolean isOpen(String token) {
    Optional<UUID> ticket = link.ticketOf(token);
    return ticket.isPresent() && Database.answer(() -> table.isOpen(ticket.get()));
  }

  /**
   * Takes the only answer; the link is what permits it.
   *
   * @param score 1 (bad) to 5 (good)
   * @param comment may be null
   * @return false: the link cannot be answered, or not any more
   */
  @PermitAll
  public boolean answer(String token, int score, String comment) {
    if (score < 1 || score > 5) {
      throw new InvalidInputException("/score", "must be 1 to 5");
    }
    String words = comment == null || comment.isBlank() ? null : comment.strip();
    if (words != null && words.length() > MAX_COMMENT) {
      throw new InvalidInputException("/comment", "must have at most 2,000 characters");
    }
    Optional<UUID> id = link.ticketOf(token);
    if (id.isEmpty() || !Database.answer(() -> table.answer(id.get(), score, words))) {
      return false;
    }
    Ticket ticket = em.find(Ticket.class, id.get());
    notes.tell(
        ticket,
        TimelineEntry.Kind.TICKET_CHANGED,
        "Ticket #%d rated " + score + " of 5",
        null,
        "customer");
    meters.satisfaction(score);
    records.save("rate", "ticket", id.get());
    return true;
  }

  /** What the customer of a ticket said; empty where nobody was asked. */
  @RolesAllowed({ADMIN, SALES, SUPPORT, ANALYST})
  public Optional<SatisfactionView> ofTicket(UUID ticketId) {
    records.readable(Ticket.class, RecordKind.TICKET, ticketId);
    return Database.answer(() -> table.of(ticketId));
  }

  /** By queue, of those who were asked in a time. */
  @RolesAllowed({ADMIN, SALES, SUPPORT, ANALYST})
  public List<SatisfactionSummary> byQueue(Instant from, Instant to) {
    return reachesAll() ? Database.answer(() -> table.byQueue(from, to)) : List.of();
  }

  /** By assignee, of those who were asked in a time. */
  @RolesAllowed({ADMIN, SALES, SUPPORT, ANALYST})
  public List<SatisfactionSummary> byAssignee(Instant from, Instant to) {
    return reachesAll() ? Database.answer(() -> table.byAssignee(from, to)) : List.of();
  }

  /** An average says something of every ticket, so it is for who may read them all. */
  private boolean reachesAll() {
    return permissions.reach(Action.READ, RecordKind.TICKET).isEverything();
  }
}
