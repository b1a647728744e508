package io.iotcrm.ejb.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketComment;
import io.iotcrm.domain.support.TicketCommentView;
import io.iotcrm.domain.support.TicketDetails;
import io.iotcrm.domain.support.TicketQuery;
import io.iotcrm.domain.support.TicketTags;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.platform.Whose;
import io.iotcrm.ejb.security.FieldRights;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Customers' problems, whether a person or a device reported them. */
@Stateless
public class TicketService {
  private static final String TICKET = "ticket";
  private static final String SELECT =
      "select t from Ticket t left join fetch t.account a left join fetch t.contact c"
          + " left join fetch t.assignee u left join fetch t.queue q";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private TicketEdits edits;
  @Inject private TicketIntake intake;
  @Inject private TicketNotes notes;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<TicketView> list(TicketQuery query) {
    fields.requireShown(RecordKind.TICKET, "priority", "priority", query.priority());
    fields.requireShown(RecordKind.TICKET, "assigneeUsername", "assignee", query.assignee());
    fields.requireShown(
        RecordKind.TICKET, "assigneeUsername", "unassigned", query.work().unassigned());
    ListQuery<Ticket> list =
        ListQuery.of(em, Ticket.class, SELECT, query.page())
            .within(permissions.require(Action.READ, RecordKind.TICKET), new Whose("u", "t.team"));
    if (query.q() != null && query.q().matches("#?\\d{1,18}")) {
      list.and("t.number = ?", Long.valueOf(query.q().replace("#", "")));
    } else {
      list.search(query.q(), "t.subject");
    }
    if (query.status() != null && !query.status().isEmpty()) {
      list.and("t.status in ?", query.status());
    }
    list.filter("t.priority = ?", query.priority())
        .filter("u.username = ?", query.assignee())
        .filter("a.id = ?", query.accountId())
        .filter("c.id = ?", query.contactId())
        .filter("t.deviceId = ?", query.deviceId())
        .filter("t.alarmId = ?", query.alarmId());
    work(list, query.work());
    list.and("t.mergedInto is null");
    return list.newestFirst(
        "t.createdAt",
        Ticket::getCreatedAt,
        "t.id",
        Ticket::getId,
        fields.showing(RecordKind.TICKET, TicketView::of));
  }

  private static void work(ListQuery<Ticket> list, TicketQuery.Work work) {
    SlaConditions.add(list, work.sla(), Instant.now());
    list.filter("q.id = ?", work.queueId())
        .filter(
            "q.id in (select m.queueId from QueueMember m where m.user.username = ?)",
            work.member());
    if (work.unassigned() != null) {
      list.and(work.unassigned() ? "u.id is null" : "u.id is not null");
    }
    if (work.tag() != null && !work.tag().isBlank()) {
      list.and("locate(?, t.tags) > 0", TicketTags.needle(work.tag()));
    }
  }

  /** One ticket; what was merged answers with the one that goes on. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public TicketView get(UUID id) {
    return fields.shown(RecordKind.TICKET, TicketView.of(readable(id)));
  }

  /** Finds a ticket by what people say on the phone. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public TicketView byNumber(long number) {
    return em.createQuery(SELECT + " where t.number = ?1", Ticket.class)
        .setParameter(1, number)
        .getResultStream()
        .findFirst()
        .map(this::goingOn)
        .filter(ticket -> permissions.may(Action.READ, RecordKind.TICKET, ticket))
        .map(fields.showing(RecordKind.TICKET, TicketView::of))
        .orElseThrow(() -> new RecordNotFoundException(TICKET, number));
  }

  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TicketView create(TicketDetails wanted) {
    permissions.require(Action.CREATE, RecordKind.TICKET);
    TicketDetails details = fields.kept(RecordKind.TICKET, wanted, null);
    Account account = records.account(details.accountId(), "/accountId");
    Contact contact = records.contact(details.contactId(), "/contactId");
    Device device = records.device(details.deviceId(), "/deviceId");
    AppUser assignee =
        records.owner(RecordKind.TICKET, details.assigneeUsername(), "/assigneeUsername");
    Ticket ticket =
        Records.checked(
            "/subject",
            () ->
                new Ticket(
                    details.subject(),
                    details.description(),
                    details.priority(),
                    accountOf(account, contact, device),
                    contact));
    if (device != null) {
      ticket.about(device.getId());
    }
    if (assignee != null) {
      ticket.assignTo(assignee);
    }
    edits.tag(ticket, details);
    em.persist(ticket);
    intake.take(ticket, edits.queue(details.queueId()));
    records.save("create", TICKET, ticket.getId());
    em.refresh(ticket); // the number comes from the database
    notes.tell(
        ticket,
        TimelineEntry.Kind.TICKET_OPENED,
        "Ticket #%d opened",
        ticket.getSubject(),
        caller());
    return fields.shown(RecordKind.TICKET, TicketView.of(ticket));
  }

  /** Replaces what people wrote in the ticket that was read at the expected version. */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TicketView update(UUID id, TicketDetails details, long expected) {
    Ticket ticket = editable(id, expected);
    edits.replace(ticket, details, caller());
    records.save("update", TICKET, id);
    return fields.shown(RecordKind.TICKET, TicketView.of(ticket));
  }

  /** Gives the ticket to the caller. */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TicketView take(UUID id, long expected) {
    Ticket ticket = editable(id, expected);
    TicketDetails now = TicketDetails.of(fields.shown(RecordKind.TICKET, TicketView.of(ticket)));
    edits.replace(ticket, now.assignedTo(caller()), caller());
    records.save("assign", TICKET, id);
    return fields.shown(RecordKind.TICKET, TicketView.of(ticket));
  }

  /** What was merged is said to be so, whatever version the caller has read. */
  private Ticket editable(UUID id, long expected) {
    TicketEdits.requireNotMerged(records.allowed(Action.EDIT, Ticket.class, RecordKind.TICKET, id));
    return records.find(Ticket.class, TICKET, id, expected, Ticket::getVersion);
  }

  /** What became of the ticket, newest first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<TimelineView> history(UUID id, PageRequest page) {
    UUID ticket = readable(id).getId();
    return ListQuery.of(em, TimelineEntry.class, "select e from TimelineEntry e", page)
        .and("e.refType = 'ticket' and e.refId = ?", ticket.toString())
        .newestFirst("e.at", TimelineEntry::getAt, "e.id", TimelineEntry::getId, TimelineView::of);
  }

  /** What was written on the ticket, oldest first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<TicketCommentView> comments(UUID id) {
    UUID ticket = readable(id).getId();
    return em.createQuery(
            "select c from TicketComment c where c.ticket.id = ?1 order by c.createdAt, c.id",
            TicketComment.class)
        .setParameter(1, ticket)
        .getResultStream()
        .map(TicketCommentView::of)
        .toList();
  }

  /**
   * Writes a note, or a reply: that one goes to the customer and ends the wait for the first
   * response.
   *
   * @param internal for colleagues only
   */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TicketCommentView comment(UUID id, String body, boolean internal) {
    Ticket ticket = records.allowed(Action.EDIT, Ticket.class, RecordKind.TICKET, id);
    TicketComment comment = edits.comment(ticket, caller(), body, internal);
    records.save("comment", TICKET, id);
    return TicketCommentView.of(comment);
  }

  /** Whoever's the ticket is not said to be, it is of the one whose contact or device it is. */
  private static Account accountOf(Account account, Contact contact, Device device) {
    if (account != null) {
      return account;
    }
    if (contact != null && contact.getAccount() != null) {
      return contact.getAccount();
    }
    return device == null ? null : device.getAccount();
  }

  private Ticket readable(UUID id) {
    Ticket ticket = goingOn(records.find(Ticket.class, TICKET, id));
    permissions.require(Action.READ, RecordKind.TICKET, ticket.getId(), ticket);
    return ticket;
  }

  /** Follows merges, of which there may be several one after the other. */
  private Ticket goingOn(Ticket ticket) {
    Ticket last = ticket;
    while (last.getMergedInto() != null) {
      last = records.find(Ticket.class, TICKET, last.getMergedInto());
    }
    return last;
  }

  private String caller() {
    return context.getCallerPrincipal().getName();
  }
}
