package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** An interaction as lists show it. */
public record InteractionView(
    UUID id,
    UUID contactId,
    UUID itemId,
    String sku,
    String itemName,
    InteractionKind kind,
    double weight,
    Instant at,
    String source)
    implements Serializable {}
