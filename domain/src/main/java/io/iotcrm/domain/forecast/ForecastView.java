package io.iotcrm.domain.forecast;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What comes next, or why nobody can say. Of a device's series or of an item's sales.
 *
 * @param deviceId null for an item
 * @param itemId null for a device
 * @param step {@code hour} or {@code day}
 * @param aggregate what stands for the values of an interval; {@code use} of a level, {@code sold}
 *     of an item
 * @param skipped null: there is a forecast
 * @param message what is missing for a forecast; null where there is one
 * @param past the newest values it was learnt from; intervals without a value are left out
 * @param points empty where there is no forecast
 * @param quality null where there is no forecast
 * @param stock null where no level is known, or there is no forecast
 * @param cycle changes with each refill or count of a stock; null for others
 */
public record ForecastView(
    String deviceId,
    String key,
    UUID itemId,
    String step,
    String aggregate,
    String zone,
    SkipReason skipped,
    String message,
    List<PastPoint> past,
    List<ForecastPoint> points,
    ForecastQuality quality,
    StockView stock,
    String cycle)
    implements Serializable {
  public ForecastView {
    past = List.copyOf(past);
    points = List.copyOf(points);
  }

  /** An interval that is over. */
  public record PastPoint(Instant at, double value) implements Serializable {}
}
