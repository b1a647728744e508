package io.iotcrm.domain.support;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.security.AppUser;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A ticket as lists and pages show it.
 *
 * @param number what people say on the phone
 * @param evidence JSON object: the readings around the event that opened it
 * @param mergedInto the ticket that goes on with this one's problem; null: this one does
 */
public record TicketView(
    UUID id,
    Long number,
    String subject,
    String description,
    TicketStatus status,
    Priority priority,
    UUID accountId,
    String accountName,
    UUID contactId,
    String contactName,
    String deviceId,
    UUID alarmId,
    String assigneeUsername,
    String assigneeName,
    String evidence,
    Instant createdAt,
    Instant updatedAt,
    Instant resolvedAt,
    UUID queueId,
    String queueName,
    List<String> tags,
    SlaView sla,
    UUID mergedInto,
    long version)
    implements Serializable {

  public static TicketView of(Ticket ticket) {
    Account account = ticket.getAccount();
    Contact contact = ticket.getContact();
    AppUser assignee = ticket.getAssignee();
    SupportQueue queue = ticket.getQueue();
    return new TicketView(
        ticket.getId(),
        ticket.getNumber(),
        ticket.getSubject(),
        ticket.getDescription(),
        ticket.getStatus(),
        ticket.getPriority(),
        account == null ? null : account.getId(),
        account == null ? null : account.getName(),
        contact == null ? null : contact.getId(),
        contact == null ? null : contact.getName(),
        ticket.getDeviceId(),
        ticket.getAlarmId(),
        assignee == null ? null : assignee.getUsername(),
        assignee == null ? null : assignee.getDisplayName(),
        ticket.getEvidence(),
        ticket.getCreatedAt(),
        ticket.getUpdatedAt(),
        ticket.getResolvedAt(),
        queue == null ? null : queue.getId(),
        queue == null ? null : queue.getName(),
        ticket.getTags().words(),
        SlaView.of(ticket.getSla(), Instant.now()),
        ticket.getMergedInto(),
        ticket.getVersion());
  }
}
