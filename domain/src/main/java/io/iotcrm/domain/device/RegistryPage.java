package io.iotcrm.domain.device;

import java.util.List;

/**
 * A part of what an edge connector has to know of the registry.
 *
 * @param devices by id
 * @param profiles all of them, in every part
 * @param pseudonymKey the key of pseudonyms; null where no profile wants any
 * @param nextCursor where the next part begins; null at the end
 * @param tag changes whenever any part of the registry changes
 */
public record RegistryPage(
    List<Entry> devices,
    List<ProfileView> profiles,
    byte[] pseudonymKey,
    String nextCursor,
    String tag) {
  public RegistryPage {
    devices = List.copyOf(devices);
    profiles = List.copyOf(profiles);
  }

  /**
   * One credential of one device; a device with two has two entries, one without any has one.
   *
   * @param salt with {@code hash}: the stored form of a TOKEN or PASSWORD; otherwise null
   * @param profile the key of its profile
   * @param kind TOKEN, PASSWORD, PSK or X509
   * @param publicId PSK identity, user name, or a certificate's SHA-256 fingerprint in hex
   * @param key the pre-shared key, for PSK only
   * @param gateway whether the device may speak for others
   * @param viaGateway the device that may speak for this one, or null
   * @param aliases what gateways call it, from its attribute {@code aliases}
   * @param credential the credential's id, by which an edge tells of its use; null without one
   */
  public record Entry(
      String id,
      boolean enabled,
      byte[] salt,
      byte[] hash,
      String profile,
      String kind,
      String publicId,
      byte[] key,
      boolean gateway,
      String viaGateway,
      List<String> aliases,
      String credential) {
    public Entry {
      aliases = List.copyOf(aliases);
    }
  }
}
