package io.iotcrm.domain.telemetry;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/**
 * Which series are asked for: by name, or the same keys of all devices of a profile, a site or an
 * account.
 *
 * @param series {@code device:key}; null for none
 * @param keys with a profile, site or account; null for none
 */
public record SeriesSelection(
    List<String> series, String profile, String site, UUID account, List<String> keys)
    implements Serializable {
  /** The most series of one question. */
  public static final int MAX_SERIES = 1_000;

  public SeriesSelection {
    series = series == null ? List.of() : List.copyOf(series);
    keys = keys == null ? List.of() : List.copyOf(keys);
  }

  /** Whether devices are to be looked for. */
  public boolean isByDevices() {
    return profile != null || site != null || account != null;
  }
}
