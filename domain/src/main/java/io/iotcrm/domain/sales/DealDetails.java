package io.iotcrm.domain.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A deal as people write it.
 *
 * @param move where it is to be; null: as it is, or the first stage of the default pipeline
 * @param closeOn when it is expected to be won or lost; null: nobody knows
 * @param ownerUsername null: the account's owner
 * @param source where it came from; may be null
 */
public record DealDetails(
    String name,
    UUID accountId,
    UUID contactId,
    StageMove move,
    BigDecimal amount,
    String currency,
    LocalDate closeOn,
    String ownerUsername,
    String source) {}
