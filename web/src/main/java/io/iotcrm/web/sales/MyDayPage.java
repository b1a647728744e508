package io.iotcrm.web.sales;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.FollowUp;
import io.iotcrm.domain.sales.TaskDay;
import io.iotcrm.domain.sales.TaskDetails;
import io.iotcrm.domain.sales.TaskKind;
import io.iotcrm.domain.sales.TaskPlan;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.ejb.sales.DealService;
import io.iotcrm.ejb.sales.TaskDays;
import io.iotcrm.ejb.sales.TaskService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What one has to do: reminders, overdue, today, next; and a form for a new task. */
@Named
@RequestScoped
public class MyDayPage {
  /** A part of the day with its tasks. */
  public record Part(String key, List<TaskView> tasks) {}

  @EJB private TaskDays days;
  @EJB private TaskService tasks;
  @EJB private DealService deals;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Visitor visitor;
  private TaskDay day;
  private UUID completed;
  private String subject;
  private TaskKind kind = TaskKind.TODO;
  private String due;
  private String remind;
  private Integer repeatDays;

  public List<Part> getParts() {
    if (day == null) {
      day = days.mine();
    }
    return List.of(
        new Part("reminders", day.reminders()),
        new Part("overdue", day.overdue()),
        new Part("today", day.today()),
        new Part("next", day.next()),
        new Part("sometime", day.sometime()));
  }

  public boolean isNothing() {
    return getParts().stream().allMatch(part -> part.tasks().isEmpty());
  }

  /** Completes the task of the row, and offers a follow-up. */
  public void complete() {
    UUID id = params.rowId("task");
    if (changes.attempt(() -> tasks.complete(id, tasks.get(id).version()), "task.completed")) {
      completed = id;
    }
    day = null;
  }

  /** Makes the task that follows the one that was completed, in so many days. */
  public void followUp() {
    UUID id = params.rowId("task");
    int inDays = days(params.value());
    changes.attempt(
        () -> {
          TaskView before = tasks.get(id);
          FollowUp next = new FollowUp(null, null, inDays);
          tasks.create(
              new TaskDetails(
                  before.subject(),
                  null,
                  null,
                  Instant.now().plusSeconds(next.days() * 86_400L),
                  before.ownerUsername(),
                  before.accountId(),
                  before.contactId(),
                  before.ticketId(),
                  new TaskPlan(before.kind(), before.dealId(), null, null)));
        },
        "task.followed");
    day = null;
  }

  private static int days(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException edited) {
      return 0;
    }
  }

  /** Takes the reminder off the task of the row. */
  public void dismiss() {
    UUID id = params.rowId("task");
    changes.attempt(() -> tasks.dismiss(id), "task.dismissed");
    day = null;
  }

  /** A task of one's own; for the deal or the customer that the address names. */
  public void create() {
    boolean made =
        changes.attempt(
            () -> {
              DealView deal = Params.optionalId(params.get("deal")).map(deals::get).orElse(null);
              UUID account =
                  deal == null
                      ? Params.optionalId(params.get("account")).orElse(null)
                      : deal.accountId();
              tasks.create(
                  new TaskDetails(
                      subject,
                      null,
                      null,
                      time(due, "/dueAt"),
                      visitor.getName(),
                      account,
                      deal == null ? null : deal.contactId(),
                      null,
                      new TaskPlan(
                          kind,
                          deal == null ? null : deal.id(),
                          time(remind, "/remindAt"),
                          repeatDays)));
            },
            "task.made");
    if (made) {
      subject = null;
      due = null;
      remind = null;
      repeatDays = null;
    }
    day = null;
  }

  /** Times of forms are UTC, as the field says. */
  private static Instant time(String text, String pointer) {
    try {
      return text == null || text.isBlank()
          ? null
          : LocalDateTime.parse(text.strip()).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new InvalidInputException(pointer, "must be a date and a time");
    }
  }

  /** The deal that the address names; null: none. */
  public DealView getDeal() {
    return Params.optionalId(params.get("deal")).map(deals::get).orElse(null);
  }

  /** The task that was completed just now; null at any other time. */
  public UUID getCompleted() {
    return completed;
  }

  /** In how many days a follow-up may be due, to choose from. */
  public List<Integer> getFollowUpDays() {
    return List.of(1, 3, 7, 14, 30);
  }

  public TaskKind[] getKinds() {
    return TaskKind.values();
  }

  public String getSubject() {
    return subject;
  }

  public void setSubject(String subject) {
    this.subject = subject;
  }

  public TaskKind getKind() {
    return kind;
  }

  public void setKind(TaskKind kind) {
    this.kind = kind;
  }

  public String getDue() {
    return due;
  }

  public void setDue(String due) {
    this.due = due;
  }

  public String getRemind() {
    return remind;
  }

  public void setRemind(String remind) {
    this.remind = remind;
  }

  public Integer getRepeatDays() {
    return repeatDays;
  }

  public void setRepeatDays(Integer repeatDays) {
    this.repeatDays = repeatDays;
  }
}
