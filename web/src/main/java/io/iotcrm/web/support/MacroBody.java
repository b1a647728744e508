package io.iotcrm.web.support;

import io.iotcrm.domain.support.MacroDetails;
import io.iotcrm.domain.support.MacroSteps;
import io.iotcrm.domain.support.MacroView;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.TicketStatus;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** A macro as callers write it; its text is for colleagues only unless it says otherwise. */
public record MacroBody(
    @NotBlank @Size(max = 100) String name,
    @Size(max = 2_000) String description,
    @Size(max = 10_000) String text,
    Boolean internal,
    TicketStatus status,
    Priority priority,
    @Size(max = 20) List<@NotBlank @Size(max = 40) String> addTags,
    @Size(max = 20) List<@NotBlank @Size(max = 40) String> removeTags,
    UUID queueId,
    @Size(max = 100) String assignee,
    Boolean enabled) {

  static MacroBody of(MacroView view) {
    MacroSteps steps = view.steps();
    return new MacroBody(
        view.name(),
        view.description(),
        steps.text(),
        steps.internal(),
        steps.status(),
        steps.priority(),
        steps.addTags(),
        steps.removeTags(),
        steps.queueId(),
        steps.assignee(),
        view.enabled());
  }

  MacroDetails details() {
    return new MacroDetails(
        name,
        description,
        new MacroSteps(
            text,
            internal == null || internal,
            status,
            priority,
            addTags,
            removeTags,
            queueId,
            assignee),
        enabled == null || enabled);
  }
}
