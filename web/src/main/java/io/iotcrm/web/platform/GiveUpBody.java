package io.iotcrm.web.platform;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why failed work will not be done. */
public record GiveUpBody(@NotBlank @Size(max = 1_000) String note) {}
