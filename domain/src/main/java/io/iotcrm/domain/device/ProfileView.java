package io.iotcrm.domain.device;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A device profile as lists and pages show it.
 *
 * @param series JSON array of {@code {"key","unit","kind","min","max"}}
 * @param settings JSON object, see {@link ProfileSettings}
 */
public record ProfileView(
    UUID id,
    String key,
    String name,
    String series,
    int inactivitySeconds,
    String settings,
    Instant createdAt,
    long version)
    implements Serializable {

  public static ProfileView of(DeviceProfile profile) {
    return new ProfileView(
        profile.getId(),
        profile.getKey(),
        profile.getName(),
        profile.getSeries(),
        profile.getInactivitySeconds(),
        profile.getSettings(),
        profile.getCreatedAt(),
        profile.getVersion());
  }
}
