package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.Conversion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** What a lead is to become; an empty object makes everything of the lead itself, but no deal. */
public record ConversionBody(UUID accountId, UUID contactId, @Valid NewDeal deal) {
  /** A deal to open with the new customer. */
  public record NewDeal(
      @NotBlank @Size(max = 300) String name,
      BigDecimal amount,
      @Size(max = 3) String currency,
      LocalDate closeOn) {}

  Conversion conversion() {
    return new Conversion(
        accountId,
        contactId,
        deal == null
            ? null
            : new Conversion.NewDeal(deal.name(), deal.amount(), deal.currency(), deal.closeOn()));
  }
}
