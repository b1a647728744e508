package io.iotcrm.web.rule;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A comment on an alarm. */
public record AlarmCommentBody(@NotBlank @Size(max = 10_000) String body) {}
