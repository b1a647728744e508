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
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketComment;
import io.iotcrm.domain.support.TicketCommentView;
import io.iotcrm.domain.support.TicketDetails;
import io.iotcrm.domain.support.TicketQuery;
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
          + " left join fetch t.assignee u";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<TicketView> list(TicketQuery query) {
    fields.requireShown(RecordKind.TICKET, "priority", "priority", query.priority());
    fields.requireShown(RecordKind.TICKET, "assigneeUsername", "assignee", query.assignee());
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
    return list.newestFirst(
        "t.createdAt",
        Ticket::getCreatedAt,
        "t.id",
        Ticket::getId,
        fields.showing(RecordKind.TICKET, TicketView::of));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public TicketView get(UUID id) {
    return fields.shown(
        RecordKind.TICKET, TicketView.of(records.readable(Ticket.class, RecordKind.TICKET, id)));
  }

  /** Finds a ticket by what people say on the phone. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public TicketView byNumber(long number) {
    return em.createQuery(SELECT + " where t.number = ?1", Ticket.class)
        .setParameter(1, number)
        .getResultStream()
        .findFirst()
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
    em.persist(ticket);
    records.save("create", TICKET, ticket.getId());
    em.refresh(ticket); // the number comes from the database
    note(ticket, TimelineEntry.Kind.TICKET_OPENED, "Ticket #%d opened", ticket.getSubject());
    return fields.shown(RecordKind.TICKET, TicketView.of(ticket));
  }

  /** Replaces what people wrote in the ticket that was read at the expected version. */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TicketView update(UUID id, TicketDetails wanted, long expected) {
    Ticket ticket =
        records.allowed(
            Action.EDIT, Ticket.class, RecordKind.TICKET, id, expected, Ticket::getVersion);
    TicketView before = TicketView.of(ticket);
    TicketDetails details = fields.kept(RecordKind.TICKET, wanted, before);
    Account account = records.account(details.accountId(), "/accountId", ticket.getAccount());
    Contact contact = records.contact(details.contactId(), "/contactId", ticket.getContact());
    Device device = records.device(details.deviceId(), "/deviceId", ticket.getDeviceId());
    AppUser assignee = records.user(details.assigneeUsername(), "/assigneeUsername");
    ticket.concern(account, contact);
    ticket.about(device == null ? null : device.getId());
    Records.checked(
        "/subject",
        () -> {
          ticket.reword(details.subject(), details.description());
          return ticket;
        });
    if (details.priority() != null && details.priority() != ticket.getPriority()) {
      ticket.prioritise(details.priority());
    }
    if (details.status() != null && details.status() != ticket.getStatus()) {
      Records.checked(
          "/status",
          () -> {
            ticket.moveTo(details.status());
            return ticket;
          });
    }
    if (ticket.getAssignee() != assignee) {
      ticket.assignTo(assignee);
    }
    records.save("update", TICKET, id);
    TicketView after = TicketView.of(ticket);
    String changes = TicketChanges.describe(before, after);
    if (!changes.isEmpty()) {
      note(ticket, TimelineEntry.Kind.TICKET_CHANGED, "Ticket #%d changed", changes);
    }
    return fields.shown(RecordKind.TICKET, after);
  }

  /** What was written on the ticket, oldest first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<TicketCommentView> comments(UUID id) {
    records.readable(Ticket.class, RecordKind.TICKET, id);
    return em.createQuery(
            "select c from TicketComment c where c.ticket.id = ?1 order by c.createdAt, c.id",
            TicketComment.class)
        .setParameter(1, id)
        .getResultStream()
        .map(TicketCommentView::of)
        .toList();
  }

  /**
   * @param internal for colleagues only
   */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TicketCommentView comment(UUID id, String body, boolean internal) {
    Ticket ticket = records.allowed(Action.EDIT, Ticket.class, RecordKind.TICKET, id);
    String author = context.getCallerPrincipal().getName();
    TicketComment comment =
        Records.checked("/body", () -> new TicketComment(ticket, author, body, internal));
    em.persist(comment);
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

  private void note(Ticket ticket, TimelineEntry.Kind kind, String title, String detail) {
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
                context.getCallerPrincipal().getName())
            .about(TICKET, ticket.getId()));
  }
}
