package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.util.UUID;

/**
 * An item chosen for a customer. Carries ids and numbers only, because it lies in the grid.
 *
 * @param because the item of the customer's own that speaks most for this one; null for popularity
 * @param kind what the customer did with that item; null for popularity
 */
public record ScoredItem(UUID itemId, float score, UUID because, InteractionKind kind)
    implements Serializable {}
