package io.iotcrm.web.forecast;

import jakarta.validation.constraints.NotBlank;

/** Which stock a task is for, as the list names it. */
public record RestockBody(@NotBlank String subject) {}
