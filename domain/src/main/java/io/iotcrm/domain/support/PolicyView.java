package io.iotcrm.domain.support;

import java.io.Serializable;
import java.util.UUID;

/** A service level as lists and pages show it; see {@link PolicyDetails}. */
public record PolicyView(
    UUID id,
    String name,
    Priority priority,
    UUID queueId,
    String queueName,
    UUID calendarId,
    String calendarName,
    Integer firstResponseMinutes,
    Integer resolutionMinutes,
    int warnMinutes,
    boolean notifyAssignee,
    String notifyTeam,
    boolean raisePriority,
    String escalateTo,
    boolean enabled,
    long version)
    implements Serializable {

  public static PolicyView of(SlaPolicy policy) {
    SupportQueue queue = policy.getQueue();
    BusinessCalendar calendar = policy.getCalendar();
    return new PolicyView(
        policy.getId(),
        policy.getName(),
        policy.getPriority(),
        queue == null ? null : queue.getId(),
        queue == null ? null : queue.getName(),
        calendar == null ? null : calendar.getId(),
        calendar == null ? null : calendar.getName(),
        policy.getFirstResponseMinutes(),
        policy.getResolutionMinutes(),
        policy.getWarnMinutes(),
        policy.isNotifyAssignee(),
        policy.getNotifyTeam(),
        policy.isRaisePriority(),
        policy.getEscalateTo() == null ? null : policy.getEscalateTo().getUsername(),
        policy.isEnabled(),
        policy.getVersion());
  }

  public PolicyDetails details() {
    return new PolicyDetails(
        name,
        priority,
        queueId,
        calendarId,
        firstResponseMinutes,
        resolutionMinutes,
        warnMinutes,
        notifyAssignee,
        notifyTeam,
        raisePriority,
        escalateTo,
        enabled);
  }
}
