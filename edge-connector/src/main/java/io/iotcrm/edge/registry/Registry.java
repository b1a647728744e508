package io.iotcrm.edge.registry;

import io.iotcrm.domain.telemetry.SeriesSpec;
import java.util.List;
import java.util.Map;

/**
 * One state of the centre's registry. Immutable.
 *
 * @param devices by id
 * @param profiles the series of each profile, by its key
 */
public record Registry(
    Map<String, RegisteredDevice> devices, Map<String, List<SeriesSpec>> profiles) {

  public static final Registry EMPTY = new Registry(Map.of(), Map.of());
}
