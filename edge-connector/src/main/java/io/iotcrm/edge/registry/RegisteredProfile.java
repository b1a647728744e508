package io.iotcrm.edge.registry;

import io.iotcrm.domain.telemetry.SeriesSpec;
import java.util.List;
import java.util.Map;

/**
 * What the centre says of devices of one type.
 *
 * @param settings a section per concern, as {@link io.iotcrm.domain.telemetry.JsonTree} reads it
 */
public record RegisteredProfile(List<SeriesSpec> series, Map<String, Object> settings) {
  public RegisteredProfile {
    series = List.copyOf(series);
  }

  /** One with series only. */
  public RegisteredProfile(List<SeriesSpec> series) {
    this(series, Map.of());
  }
}
