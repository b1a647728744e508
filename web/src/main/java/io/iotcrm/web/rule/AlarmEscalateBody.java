package io.iotcrm.web.rule;

import io.iotcrm.domain.rule.Severity;
import jakarta.validation.constraints.Size;

/** How an alarm becomes worse; without a severity by one step. */
public record AlarmEscalateBody(Severity severity, @Size(max = 1_000) String note) {}
