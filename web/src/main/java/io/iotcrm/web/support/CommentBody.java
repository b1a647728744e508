package io.iotcrm.web.support;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A comment on a ticket as callers write it; for colleagues only unless it says otherwise. */
public record CommentBody(@NotBlank @Size(max = 10_000) String body, Boolean internal) {}
