package io.iotcrm.web.sales;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The key of the stage of the same kind to which the deals go. */
public record RetireStageBody(@NotBlank @Size(max = 100) String moveTo) {}
