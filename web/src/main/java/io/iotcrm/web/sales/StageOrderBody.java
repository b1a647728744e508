package io.iotcrm.web.sales;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** The ids of all stages of a pipeline, each once, open ones first. */
public record StageOrderBody(@NotNull @Size(max = 100) List<@NotNull UUID> stages) {}
