package io.iotcrm.domain.rule;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * An alarm as lists and pages show it.
 *
 * @param evidence JSON object: what the rule saw
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
    Instant clearedAt,
    Instant acknowledgedAt,
    String acknowledgedBy,
    String evidence,
    long version)
    implements Serializable {

  public static AlarmView of(Alarm alarm, String ruleName) {
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
        alarm.getClearedAt(),
        alarm.getAcknowledgedAt(),
        alarm.getAcknowledgedBy(),
        alarm.getEvidence(),
        alarm.getVersion());
  }
}
