package io.iotcrm.web.support;

import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.TicketDetails;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** A ticket as callers write it. Without a status or priority it is NEW and NORMAL. */
public record TicketBody(
    @NotBlank @Size(max = 300) String subject,
    @Size(max = 10_000) String description,
    TicketStatus status,
    Priority priority,
    UUID accountId,
    UUID contactId,
    @Size(max = 64) String deviceId,
    @Size(max = 100) String assigneeUsername,
    UUID queueId,
    @Size(max = 20) List<@NotBlank @Size(max = 40) String> tags) {

  static TicketBody of(TicketView view) {
    return new TicketBody(
        view.subject(),
        view.description(),
        view.status(),
        view.priority(),
        view.accountId(),
        view.contactId(),
        view.deviceId(),
        view.assigneeUsername(),
        view.queueId(),
        view.tags());
  }

  TicketDetails details() {
    return new TicketDetails(
        subject,
        description,
        status,
        priority,
        accountId,
        contactId,
        deviceId,
        assigneeUsername,
        queueId,
        tags);
  }
}
