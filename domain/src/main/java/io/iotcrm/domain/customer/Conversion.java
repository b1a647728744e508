package io.iotcrm.domain.customer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a lead is to become. Existing records may take it in; what is not named is made.
 *
 * @param accountId an account that is there; null: one is made of the lead's company
 * @param contactId a contact that is there; null: one is made of the lead's person
 * @param deal a deal to open; null: none
 */
public record Conversion(UUID accountId, UUID contactId, NewDeal deal) {
  /**
   * @param amount null: unknown; otherwise with a currency
   * @param closeOn null: nobody knows
   */
  public record NewDeal(String name, BigDecimal amount, String currency, LocalDate closeOn) {}
}
