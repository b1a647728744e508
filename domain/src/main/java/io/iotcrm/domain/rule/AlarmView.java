package io.iotcrm.domain.rule;

import io.iotcrm.domain.security.AppUser;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * An alarm as lists and pages show it.
 *
 * @param evidence JSON object: what the rule saw when it raised
 * @param lastValues JSON object: what it saw last
 * @param lastRaisedAt when its condition last became true
 * @param escalateAt when it escalates by itself; null: it does not
 * @param ticketId the ticket that it opened, or that it was attached to
 * @param group the storm that it is part of; null: none
 * @param origin who has reported it: the centre, an edge connector, or both
 * @param edgeId the edge that reported it last; null where only the centre did
 */
public record AlarmView(
    UUID id,
    UUID ruleId,
    String ruleName,
    String deviceId,
    UUID accountId,
    UUID contactId,
    Severity severity,
    String message,
    Instant raisedAt,
    Instant lastRaisedAt,
    int occurrences,
    String lastValues,
    Instant clearedAt,
    String clearedBy,
    Instant acknowledgedAt,
    String acknowledgedBy,
    String assigneeUsername,
    String assigneeName,
    int escalationLevel,
    Instant escalateAt,
    UUID ticketId,
    AlarmGroupSize group,
    AlarmOrigin origin,
    String edgeId,
    String evidence,
    long version)
    implements Serializable {

  /**
   * @param group how large its group is; null where it is in none
   */
  public static AlarmView of(Alarm alarm, String ruleName, AlarmGroupSize group) {
    AppUser assignee = alarm.getAssignee();
    return new AlarmView(
        alarm.getId(),
        alarm.getRuleId(),
        ruleName,
        alarm.getDeviceId(),
        alarm.getAccountId(),
        alarm.getContactId(),
        alarm.getSeverity(),
        alarm.getMessage(),
        alarm.getRaisedAt(),
        alarm.getLastRaisedAt(),
        alarm.getOccurrences(),
        alarm.getLastValues(),
        alarm.getClearedAt(),
        alarm.getClearedBy(),
        alarm.getAcknowledgedAt(),
        alarm.getAcknowledgedBy(),
        assignee == null ? null : assignee.getUsername(),
        assignee == null ? null : assignee.getDisplayName(),
        alarm.getEscalationLevel(),
        alarm.getEscalateAt(),
        alarm.getTicketId(),
        group,
        alarm.getOrigin(),
        alarm.getEdgeId(),
        alarm.getEvidence(),
        alarm.getVersion());
  }
}
