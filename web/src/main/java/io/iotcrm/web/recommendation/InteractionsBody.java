package io.iotcrm.web.recommendation;

import io.iotcrm.domain.recommendation.InteractionKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Interactions as callers report them, many at once. */
public record InteractionsBody(
    @NotNull @Size(min = 1, max = 1_000) List<@Valid @NotNull One> items) {

  /** The contact by id or by its key in another system, and what they did with which item. */
  public record One(
      UUID contactId,
      @Size(max = 100) String contactExternalId,
      @NotBlank @Size(max = 100) String sku,
      @NotNull InteractionKind kind,
      @DecimalMin("0") @DecimalMax("100") Double weight,
      Instant at,
      @Size(min = 1, max = 200) String idempotencyKey) {}
}
