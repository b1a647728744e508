package io.iotcrm.domain.forecast;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * What the newest daily run says of a stock.
 *
 * @param subject {@code device/ID/KEY} or {@code item/ID}
 * @param name of the device or item
 * @param mae mean absolute error of the use in an interval, on values that decided nothing
 * @param baselineMae the seasonal naive method's error there
 * @param skipped null: there is a forecast
 * @param taskId the task for restocking; null: none was made since the last refill
 */
public record StockForecastView(
    String subject,
    String deviceId,
    String key,
    UUID itemId,
    String name,
    Instant computedAt,
    Double level,
    double reserve,
    int leadDays,
    Instant emptyAt,
    Instant earliest,
    Instant latest,
    Instant reorderAt,
    Instant lookedUntil,
    String method,
    Double mae,
    Double baselineMae,
    SkipReason skipped,
    String message,
    UUID taskId)
    implements Serializable {}
