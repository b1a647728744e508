package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.DealDetails;
import io.iotcrm.domain.sales.DealStage;
import io.iotcrm.domain.sales.DealView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A deal as callers write it; NEW unless it says otherwise. */
public record DealBody(
    @NotBlank @Size(max = 300) String name,
    @NotNull UUID accountId,
    UUID contactId,
    DealStage stage,
    BigDecimal amount,
    @Size(max = 3) String currency,
    LocalDate closeOn,
    @Size(max = 100) String ownerUsername) {
  static DealBody of(DealView view) {
    return new DealBody(
        view.name(),
        view.accountId(),
        view.contactId(),
        view.stage(),
        view.amount(),
        view.currency(),
        view.closeOn(),
        view.ownerUsername());
  }

  DealDetails details() {
    return new DealDetails(
        name, accountId, contactId, stage, amount, currency, closeOn, ownerUsername);
  }
}
