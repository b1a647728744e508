package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.TaskDetails;
import io.iotcrm.domain.sales.TaskKind;
import io.iotcrm.domain.sales.TaskPlan;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.domain.sales.TaskView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/** A task as callers write it. Without an owner a new one goes to its account's owner. */
public record TaskBody(
    @NotBlank @Size(max = 300) String subject,
    @Size(max = 10_000) String description,
    TaskStatus status,
    Instant dueAt,
    @Size(max = 100) String ownerUsername,
    UUID accountId,
    UUID contactId,
    UUID ticketId,
    TaskKind kind,
    UUID dealId,
    Instant remindAt,
    @Min(1) @Max(366) Integer repeatDays) {
  static TaskBody of(TaskView view) {
    return new TaskBody(
        view.subject(),
        view.description(),
        view.status(),
        view.dueAt(),
        view.ownerUsername(),
        view.accountId(),
        view.contactId(),
        view.ticketId(),
        view.kind(),
        view.dealId(),
        view.remindAt(),
        view.repeatDays());
  }

  TaskDetails details() {
    return new TaskDetails(
        subject,
        description,
        status,
        dueAt,
        ownerUsername,
        accountId,
        contactId,
        ticketId,
        new TaskPlan(kind, dealId, remindAt, repeatDays));
  }
}
