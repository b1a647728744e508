package io.iotcrm.ejb.support;

import io.iotcrm.domain.support.TicketView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a timeline says about a change of a ticket. */
final class TicketChanges {
  private TicketChanges() {}

  /** E.g. "status OPEN to RESOLVED, assigned to Sam Support"; empty when nothing worth saying. */
  static String describe(TicketView before, TicketView after) {
    List<String> parts = new ArrayList<>();
    if (before.status() != after.status()) {
      parts.add("status " + before.status() + " to " + after.status());
    }
    if (before.priority() != after.priority()) {
      parts.add("priority " + before.priority() + " to " + after.priority());
    }
    if (!Objects.equals(before.assigneeUsername(), after.assigneeUsername())) {
      parts.add(
          after.assigneeName() == null
              ? "assigned to nobody"
              : "assigned to " + after.assigneeName());
    }
    if (!Objects.equals(before.queueId(), after.queueId())) {
      parts.add(after.queueName() == null ? "in no queue" : "queue " + after.queueName());
    }
    if (!before.tags().equals(after.tags())) {
      parts.add(after.tags().isEmpty() ? "no tags" : "tags " + String.join(" ", after.tags()));
    }
    if (!before.subject().equals(after.subject())) {
      parts.add("subject \"" + after.subject() + "\"");
    }
    return String.join(", ", parts);
  }
}
