package io.iotcrm.domain.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A deal as people write it.
 *
 * @param ownerUsername null: the account's owner
 * @param stage null: as it is, or NEW
 * @param closeOn when it is expected to be won or lost; null: nobody knows
 */
public record DealDetails(
    String name,
    UUID accountId,
    UUID contactId,
    DealStage stage,
    BigDecimal amount,
    String currency,
    LocalDate closeOn,
    String ownerUsername) {}
