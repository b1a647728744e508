package io.iotcrm.domain.device;

import java.util.List;

/**
 * A part of what an edge connector has to know of the registry.
 *
 * @param devices by id
 * @param profiles all of them, in every part
 * @param nextCursor where the next part begins; null at the end
 * @param tag changes whenever any part of the registry changes
 */
public record RegistryPage(
    List<Entry> devices, List<ProfileView> profiles, String nextCursor, String tag) {
  public RegistryPage {
    devices = List.copyOf(devices);
    profiles = List.copyOf(profiles);
  }

  /** One secret of one device; a device that is being rotated has two entries. */
  public record Entry(String id, boolean enabled, byte[] salt, byte[] hash, String profile) {}
}
