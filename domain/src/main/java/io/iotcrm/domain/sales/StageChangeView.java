package io.iotcrm.domain.sales;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A deal's coming to a stage.
 *
 * @param from the name of the stage before; null for a new deal
 * @param to the name of the stage
 * @param at when it came
 * @param actor a user name, {@code rule/ID} or {@code system}
 * @param daysBefore how long it had been in the stage before, in days; null for a new deal
 * @param amount what it was worth then; may be null
 */
public record StageChangeView(
    String from,
    String to,
    StageKind kind,
    String colour,
    Instant at,
    String actor,
    Double daysBefore,
    BigDecimal amount,
    String currency)
    implements Serializable {}
