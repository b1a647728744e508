package io.iotcrm.domain.forecast;

import java.io.Serializable;
import java.time.Instant;

/** How the daily run stands. Times are null where it never happened. */
public record ForecastRunView(
    Instant requestedAt,
    String requestedBy,
    Instant startedAt,
    Instant finishedAt,
    String instance,
    String message)
    implements Serializable {

  /** Whether somebody asked after the last run had begun. */
  public boolean requested() {
    return requestedAt != null && (startedAt == null || requestedAt.isAfter(startedAt));
  }

  /** Whether the last run began before a moment, or never did, or was cut off. */
  public boolean due(Instant since) {
    return startedAt == null
        || startedAt.isBefore(since)
        || finishedAt == null
        || finishedAt.isBefore(startedAt);
  }
}
