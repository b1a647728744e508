package io.iotcrm.domain.sales;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * A deal as people write it.
 *
 * @param ownerUsername null: the account's owner
 * @param stage null: as it is, or NEW
 */
public record DealDetails(
    String name,
    UUID accountId,
    UUID contactId,
    DealStage stage,
    BigDecimal amount,
    String currency,
    String ownerUsername) {}
