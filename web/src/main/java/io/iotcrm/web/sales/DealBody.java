package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.DealDetails;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.StageMove;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A deal as callers write it; in the first stage of the default pipeline unless it says otherwise.
 */
public record DealBody(
    @NotBlank @Size(max = 300) String name,
    @NotNull UUID accountId,
    UUID contactId,
    @Size(max = 100) String pipeline,
    @Size(max = 100) String stage,
    BigDecimal amount,
    @Size(max = 3) String currency,
    LocalDate closeOn,
    @Size(max = 100) String ownerUsername,
    @Size(max = 60) String source,
    @Size(max = 100) String lostReason,
    @Size(max = 200) String competitor,
    @Size(max = 2000) String lostNote) {
  static DealBody of(DealView view) {
    return new DealBody(
        view.name(),
        view.accountId(),
        view.contactId(),
        view.pipeline(),
        view.stage(),
        view.amount(),
        view.currency(),
        view.closeOn(),
        view.ownerUsername(),
        view.source(),
        view.lostReason(),
        view.competitor(),
        view.lostNote());
  }

  DealDetails details() {
    return new DealDetails(
        name,
        accountId,
        contactId,
        new StageMove(pipeline, stage, lostReason, competitor, lostNote),
        amount,
        currency,
        closeOn,
        ownerUsername,
        source);
  }
}
