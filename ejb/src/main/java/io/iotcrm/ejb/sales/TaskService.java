package io.iotcrm.ejb.sales;

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
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.sales.Task;
import io.iotcrm.domain.sales.TaskDetails;
import io.iotcrm.domain.sales.TaskQuery;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.support.Ticket;
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
import java.util.UUID;

/** What one of us has to do for a customer. */
@Stateless
public class TaskService {
  private static final String TASK = "task";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<TaskView> list(TaskQuery query) {
    fields.requireShown(RecordKind.TASK, "ownerUsername", "owner", query.owner());
    fields.requireShown(RecordKind.TASK, "dueAt", "dueBefore", query.dueBefore());
    ListQuery<Task> list =
        ListQuery.of(
                em,
                Task.class,
                "select t from Task t left join fetch t.owner u left join fetch t.account a"
                    + " left join fetch t.contact c",
                query.page())
            .within(permissions.require(Action.READ, RecordKind.TASK), new Whose("u", "t.team"))
            .search(query.q(), "t.subject")
            .filter("t.status = ?", query.status())
            .filter("u.username = ?", query.owner())
            .filter("a.id = ?", query.accountId())
            .filter("c.id = ?", query.contactId())
            .filter("t.ticketId = ?", query.ticketId())
            .filter("t.dueAt < ?", query.dueBefore());
    return list.newestFirst(
        "t.createdAt",
        Task::getCreatedAt,
        "t.id",
        Task::getId,
        fields.showing(RecordKind.TASK, TaskView::of));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public TaskView get(UUID id) {
    return fields.shown(
        RecordKind.TASK, TaskView.of(records.readable(Task.class, RecordKind.TASK, id)));
  }

  /** Without an owner it goes to the owner of its account. */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TaskView create(TaskDetails wanted) {
    permissions.require(Action.CREATE, RecordKind.TASK);
    TaskDetails details = fields.kept(RecordKind.TASK, wanted, null);
    AppUser owner = records.user(details.ownerUsername(), "/ownerUsername");
    Account account = records.account(details.accountId(), "/accountId");
    Contact contact = records.contact(details.contactId(), "/contactId");
    if (owner == null && account != null) {
      owner = account.getOwner();
    }
    if (owner == null) {
      owner = records.owner(RecordKind.TASK, null, "/ownerUsername");
    }
    AppUser whose = owner;
    Task task =
        Records.checked(
            "/subject",
            () -> new Task(details.subject(), details.description(), details.dueAt(), whose));
    task.concern(account, contact, ticket(details.ticketId(), null));
    em.persist(task);
    note(task, TimelineEntry.Kind.TASK_CREATED, "Task created");
    records.save("create", TASK, task.getId());
    return fields.shown(RecordKind.TASK, TaskView.of(task));
  }

  /** Replaces what people wrote in the task that was read at the expected version. */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TaskView update(UUID id, TaskDetails wanted, long expected) {
    Task task =
        records.allowed(Action.EDIT, Task.class, RecordKind.TASK, id, expected, Task::getVersion);
    TaskDetails details = fields.kept(RecordKind.TASK, wanted, TaskView.of(task));
    AppUser owner = records.user(details.ownerUsername(), "/ownerUsername");
    Account account = records.account(details.accountId(), "/accountId", task.getAccount());
    Contact contact = records.contact(details.contactId(), "/contactId", task.getContact());
    task.concern(account, contact, ticket(details.ticketId(), task.getTicketId()));
    Records.checked(
        "/subject",
        () -> {
          task.reword(details.subject(), details.description());
          return task;
        });
    task.reschedule(details.dueAt());
    task.assignTo(owner);
    move(task, details.status());
    records.save("update", TASK, id);
    return fields.shown(RecordKind.TASK, TaskView.of(task));
  }

  /** Marks the task as done; one that is done already stays so. */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TaskView complete(UUID id, long expected) {
    Task task =
        records.allowed(Action.EDIT, Task.class, RecordKind.TASK, id, expected, Task::getVersion);
    move(task, TaskStatus.DONE);
    records.save("complete", TASK, id);
    return fields.shown(RecordKind.TASK, TaskView.of(task));
  }

  private void move(Task task, TaskStatus next) {
    if (next == null || next == task.getStatus()) {
      return;
    }
    Instant now = Instant.now();
    if (task.getStatus() != TaskStatus.OPEN && next != TaskStatus.OPEN) {
      throw new InvalidInputException(
          "/status", "cannot go from " + task.getStatus() + " to " + next + "; reopen it first");
    }
    switch (next) {
      case OPEN -> task.reopen(now);
      case CANCELLED -> task.cancel(now);
      case DONE -> {
        task.complete(now);
        note(task, TimelineEntry.Kind.TASK_COMPLETED, "Task done");
      }
    }
  }

  /**
   * @param current what the task names already: that stays, even if the caller may not read it
   */
  private UUID ticket(UUID id, UUID current) {
    if (id != null && !id.equals(current)) {
      Ticket ticket = em.find(Ticket.class, id);
      if (ticket == null || !permissions.may(Action.READ, RecordKind.TICKET, ticket)) {
        throw new InvalidInputException("/ticketId", "names no ticket: " + id);
      }
    }
    return id;
  }

  private void note(Task task, TimelineEntry.Kind kind, String title) {
    UUID accountId = task.getAccount() == null ? null : task.getAccount().getId();
    UUID contactId = task.getContact() == null ? null : task.getContact().getId();
    em.persist(
        new TimelineEntry(
                Instant.now(),
                new TimelineEntry.Subject(accountId, contactId, null),
                kind,
                title,
                task.getSubject(),
                context.getCallerPrincipal().getName())
            .about(TASK, task.getId()));
  }
}
