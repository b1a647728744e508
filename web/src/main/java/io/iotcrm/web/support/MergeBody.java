package io.iotcrm.web.support;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** The ticket that goes on with the problem of the one that is merged. */
public record MergeBody(@NotNull UUID into) {}
