package io.iotcrm.web.rule;

import jakarta.validation.constraints.Size;

/** Who takes care of an alarm; null: nobody. */
public record AlarmAssignBody(@Size(max = 100) String assigneeUsername) {}
