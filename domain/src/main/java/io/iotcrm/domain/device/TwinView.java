package io.iotcrm.domain.device;

import io.iotcrm.domain.telemetry.SeriesPoint;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A device as it is right now.
 *
 * @param lastSeen the time of its newest reading, or null
 * @param activeRules the rules that hold
 */
public record TwinView(
    String deviceId,
    String profileKey,
    Instant lastSeen,
    List<SeriesPoint> latest,
    List<UUID> activeRules)
    implements Serializable {
  public TwinView {
    latest = List.copyOf(latest);
    activeRules = List.copyOf(activeRules);
  }
}
