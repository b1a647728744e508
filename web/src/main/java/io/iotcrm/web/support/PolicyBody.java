package io.iotcrm.web.support;

import io.iotcrm.domain.support.PolicyDetails;
import io.iotcrm.domain.support.PolicyView;
import io.iotcrm.domain.support.Priority;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A service level as callers write it. Without saying so it warns 30 business minutes before, tells
 * the assignee and is enabled.
 */
public record PolicyBody(
    @NotBlank @Size(max = 100) String name,
    Priority priority,
    UUID queueId,
    UUID calendarId,
    @Min(1) @Max(525_600) Integer firstResponseMinutes,
    @Min(1) @Max(525_600) Integer resolutionMinutes,
    @Min(0) @Max(525_600) Integer warnMinutes,
    Boolean notifyAssignee,
    @Size(max = 100) String notifyTeam,
    Boolean raisePriority,
    @Size(max = 100) String escalateTo,
    Boolean enabled) {
  private static final int WARN = 30;

  static PolicyBody of(PolicyView view) {
    return new PolicyBody(
        view.name(),
        view.priority(),
        view.queueId(),
        view.calendarId(),
        view.firstResponseMinutes(),
        view.resolutionMinutes(),
        view.warnMinutes(),
        view.notifyAssignee(),
        view.notifyTeam(),
        view.raisePriority(),
        view.escalateTo(),
        view.enabled());
  }

  PolicyDetails details() {
    return new PolicyDetails(
        name,
        priority,
        queueId,
        calendarId,
        firstResponseMinutes,
        resolutionMinutes,
        warnMinutes == null ? WARN : warnMinutes,
        notifyAssignee == null || notifyAssignee,
        notifyTeam,
        raisePriority != null && raisePriority,
        escalateTo,
        enabled == null || enabled);
  }
}
