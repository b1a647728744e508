package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.PageRequest;
import java.util.UUID;

/**
 * Which alarms are wanted, newest first. Every filter may be null.
 *
 * @param active true: those that last; false: those that are cleared
 * @param acknowledged whether somebody has seen it
 * @param assignee a user name
 * @param groupId only those of one storm
 * @param collapsed of a storm only its first alarm that the other filters of the state let through
 * @param q a part of the message or of the device's id
 */
public record AlarmQuery(
    UUID accountId,
    UUID contactId,
    String deviceId,
    UUID ruleId,
    Boolean active,
    Boolean acknowledged,
    Severity severity,
    String assignee,
    UUID groupId,
    boolean collapsed,
    String q,
    PageRequest page) {

  public AlarmQuery(
      UUID accountId,
      UUID contactId,
      String deviceId,
      Boolean active,
      Severity severity,
      PageRequest page) {
    this(
        accountId, contactId, deviceId, null, active, null, severity, null, null, false, null,
        page);
  }
}
