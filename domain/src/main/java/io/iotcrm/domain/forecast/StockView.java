package io.iotcrm.domain.forecast;

import java.io.Serializable;
import java.time.Instant;

/**
 * How long a stock lasts.
 *
 * @param level what is there now
 * @param reserve at which it counts as empty
 * @param leadDays from an order to its arrival
 * @param emptyAt as expected; null: not before {@code lookedUntil}
 * @param daysLeft until then, from when it was computed; null as above
 * @param earliest 80 of 100 such stocks are empty from here ...
 * @param latest ... to here; null as above
 * @param reorderAt when to order so that it arrives before {@code earliest}; null as above
 */
public record StockView(
    double level,
    double reserve,
    int leadDays,
    Instant emptyAt,
    Double daysLeft,
    Instant earliest,
    Instant latest,
    Instant reorderAt,
    Instant lookedUntil)
    implements Serializable {}
