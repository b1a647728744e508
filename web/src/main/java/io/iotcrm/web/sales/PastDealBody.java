package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.PastDeal;
import io.iotcrm.ejb.platform.Records;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A deal from another system with the stages that it came to, in the order of time. */
public record PastDealBody(
    @NotBlank @Size(max = 200) String key,
    @NotBlank @Size(max = 300) String name,
    @NotNull UUID accountId,
    UUID contactId,
    @Size(max = 100) String pipeline,
    @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid StepBody> way,
    BigDecimal amount,
    @Size(max = 3) String currency,
    LocalDate closeOn,
    @Size(max = 100) String ownerUsername,
    @Size(max = 60) String source,
    @Size(max = 100) String lostReason,
    @Size(max = 200) String competitor) {
  /** The key of a stage, and when the deal came there. */
  public record StepBody(@NotBlank @Size(max = 100) String stage, @NotNull Instant at) {}

  PastDeal deal() {
    return Records.checked(
        "/way",
        () ->
            new PastDeal(
                key,
                name,
                accountId,
                contactId,
                pipeline,
                way.stream().map(step -> new PastDeal.Step(step.stage(), step.at())).toList(),
                amount,
                currency,
                closeOn,
                ownerUsername,
                source,
                lostReason,
                competitor));
  }
}
