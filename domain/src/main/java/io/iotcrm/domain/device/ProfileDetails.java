package io.iotcrm.domain.device;

/**
 * What people say about a device profile, apart from its key.
 *
 * @param series JSON array of {@code {"key","unit","kind","min","max"}}
 * @param inactivitySeconds after how long without a reading a device counts as inactive
 * @param settings JSON object, see {@link ProfileSettings}; null for an empty one
 */
public record ProfileDetails(String name, String series, int inactivitySeconds, String settings) {
  public ProfileDetails {
    settings = settings == null ? "{}" : settings;
  }
}
