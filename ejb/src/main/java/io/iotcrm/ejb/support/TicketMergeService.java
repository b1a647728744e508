package io.iotcrm.ejb.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketComment;
import io.iotcrm.domain.support.TicketMergeView;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.FieldRights;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes one ticket of two that are about the same, and two again. */
@Stateless
public class TicketMergeService {
  private static final String TICKET = "ticket";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @Inject private TicketMergeTable table;
  @Inject private TicketClocks clocks;
  @Inject private TicketNotes notes;
  @Resource private SessionContext context;

  /**
   * Moves everything to the other ticket, closes this one and lets it lead there.
   *
   * @param expected the version of the ticket that is merged
   * @return the one that goes on
   */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TicketView merge(UUID id, UUID into, long expected) {
    if (id.equals(into)) {
      throw new InvalidInputException("/into", "must be another ticket");
    }
    lockBoth(id, into);
    Ticket from = records.allowed(Action.EDIT, Ticket.class, RecordKind.TICKET, id);
    TicketEdits.requireNotMerged(from);
    records.find(Ticket.class, TICKET, id, expected, Ticket::getVersion);
    Ticket survivor = em.find(Ticket.class, into);
    if (survivor == null
        || survivor.getMergedInto() != null
        || !permissions.may(Action.EDIT, RecordKind.TICKET, survivor)) {
      throw new InvalidInputException(
          "/into", "names no ticket that you may change and that is not merged itself");
    }
    UUID merge = Ids.next();
    try {
      em.flush();
      table.merge(merge, id, into, from.getStatus(), caller());
    } catch (SQLException e) {
      throw new IllegalStateException("the tickets could not be merged", e);
    }
    from.mergeInto(survivor);
    clocks.follow(from, Instant.now());
    say(survivor, "Ticket #%d was merged into this one.".formatted(from.getNumber()));
    notes.tell(
        survivor,
        TimelineEntry.Kind.TICKET_CHANGED,
        "Ticket #%d changed",
        "took in #" + from.getNumber(),
        caller());
    records.save("merge", TICKET, id);
    return fields.shown(RecordKind.TICKET, TicketView.of(survivor));
  }

  /**
   * Makes two tickets of them again: what was moved goes back, what came since stays.
   *
   * @return the ticket that had been merged
   */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TicketView undo(UUID into, UUID mergeId) {
    Ticket survivor = records.allowed(Action.EDIT, Ticket.class, RecordKind.TICKET, into);
    TicketMergeTable.Kept merge;
    try {
      merge =
          table
              .open(mergeId)
              .filter(one -> one.view().intoId().equals(into))
              .orElseThrow(() -> new RecordNotFoundException("merge", mergeId));
      lockBoth(merge.view().fromId(), into);
      em.flush();
      table.undo(merge, caller());
    } catch (SQLException e) {
      throw new IllegalStateException("the tickets could not be parted", e);
    }
    Ticket from = records.find(Ticket.class, TICKET, merge.view().fromId());
    from.partFrom(survivor, merge.status());
    clocks.follow(from, Instant.now());
    say(survivor, "Ticket #%d was taken out of this one again.".formatted(from.getNumber()));
    notes.tell(
        from,
        TimelineEntry.Kind.TICKET_CHANGED,
        "Ticket #%d changed",
        "taken out of #" + survivor.getNumber(),
        caller());
    records.save("undo-merge", TICKET, from.getId());
    return fields.shown(RecordKind.TICKET, TicketView.of(from));
  }

  /** What was merged into a ticket, the newest first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<TicketMergeView> merges(UUID id) {
    records.readable(Ticket.class, RecordKind.TICKET, id);
    try {
      return table.into(id);
    } catch (SQLException e) {
      throw new IllegalStateException("the merges of the ticket could not be read", e);
    }
  }

  /** In the order of their ids: two that merge two tickets crosswise wait instead of failing. */
  private void lockBoth(UUID one, UUID other) {
    boolean inOrder = one.compareTo(other) < 0;
    em.find(Ticket.class, inOrder ? one : other, LockModeType.PESSIMISTIC_WRITE);
    em.find(Ticket.class, inOrder ? other : one, LockModeType.PESSIMISTIC_WRITE);
  }

  private void say(Ticket ticket, String text) {
    em.persist(new TicketComment(ticket, caller(), text, true));
  }

  private String caller() {
    return context.getCallerPrincipal().getName();
  }
}
