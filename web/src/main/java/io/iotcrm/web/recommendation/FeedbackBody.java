package io.iotcrm.web.recommendation;

import io.iotcrm.domain.recommendation.FeedbackEvent;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What became of an offer, as callers report it. The item by id or SKU. */
public record FeedbackBody(
    UUID itemId, @Size(max = 100) String sku, @NotNull FeedbackEvent event) {}
