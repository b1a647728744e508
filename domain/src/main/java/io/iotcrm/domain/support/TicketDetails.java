package io.iotcrm.domain.support;

import java.util.List;
import java.util.UUID;

/**
 * What people write in a ticket.
 *
 * @param status null for a new ticket
 * @param queueId null: none; a new ticket then goes to the standard queue, if there is one
 */
public record TicketDetails(
    String subject,
    String description,
    TicketStatus status,
    Priority priority,
    UUID accountId,
    UUID contactId,
    String deviceId,
    String assigneeUsername,
    UUID queueId,
    List<String> tags) {
  public TicketDetails {
    tags = tags == null ? List.of() : List.copyOf(tags);
  }

  static String requireSubject(String subject) {
    if (subject == null || subject.isBlank() || subject.length() > 300) {
      throw new IllegalArgumentException("a ticket's subject must have 1 to 300 characters");
    }
    return subject;
  }

  /** What a ticket says now. */
  public static TicketDetails of(TicketView view) {
    return new TicketDetails(
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

  public TicketDetails assignedTo(String username) {
    return new TicketDetails(
        subject,
        description,
        status,
        priority,
        accountId,
        contactId,
        deviceId,
        username,
        queueId,
        tags);
  }

  /** The same with what people who work on a ticket change most. */
  public TicketDetails worked(
      TicketStatus newStatus, Priority newPriority, String assignee, UUID queue, List<String> to) {
    return new TicketDetails(
        subject,
        description,
        newStatus,
        newPriority,
        accountId,
        contactId,
        deviceId,
        assignee,
        queue,
        to);
  }
}
