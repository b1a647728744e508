package io.iotcrm.edge.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What the edge knows of a device.
 *
 * @param salt of the stored secret, or null for a device without one
 * @param hash SHA-256 of salt and secret
 * @param profile the key of its profile, or null
 */
public record RegisteredDevice(
    String id, boolean enabled, byte[] salt, byte[] hash, String profile) {

  private static final RegisteredDevice NOBODY =
      new RegisteredDevice("nobody", false, new byte[16], new byte[32], null);

  /**
   * Whether the secret is this device's; compares in constant time, and takes as long for a device
   * that does not exist (null) as for one that does.
   */
  public static boolean authenticates(RegisteredDevice device, String secret) {
    RegisteredDevice known =
        device == null || device.salt == null || device.hash == null ? NOBODY : device;
    boolean same =
        MessageDigest.isEqual(known.hash, digest(known.salt, secret == null ? "" : secret));
    return same && known != NOBODY && known.enabled;
  }

  private static byte[] digest(byte[] salt, String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return sha.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
