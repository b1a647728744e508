package io.iotcrm.domain.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A deal's coming to a stage, as forecasts need it.
 *
 * @param ownerId may be null
 * @param team the deal's own team now; null: its owner's
 * @param amount what it was worth then; may be null
 * @param closeOn when it was expected to be closed; may be null
 */
public record DealStay(
    UUID dealId,
    UUID ownerId,
    String team,
    UUID pipelineId,
    UUID stageId,
    StageKind kind,
    Instant at,
    BigDecimal amount,
    String currency,
    LocalDate closeOn) {

  /** The same with what the deal is worth now. */
  public DealStay worth(BigDecimal nowAmount, String nowCurrency, LocalDate nowCloseOn) {
    return new DealStay(
        dealId, ownerId, team, pipelineId, stageId, kind, at, nowAmount, nowCurrency, nowCloseOn);
  }
}
