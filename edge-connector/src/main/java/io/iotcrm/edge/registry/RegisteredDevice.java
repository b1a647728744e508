package io.iotcrm.edge.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the edge knows of a device.
 *
 * @param secrets those that are valid now: two while one replaces the other, perhaps none
 * @param profile the key of its profile, or null
 */
public record RegisteredDevice(String id, boolean enabled, List<Secret> secrets, String profile) {

  /** The stored form of a secret: a salt, and SHA-256 of salt and secret. */
  public record Secret(byte[] salt, byte[] hash) {
    private static final Secret NOBODYS = new Secret(new byte[16], new byte[32]);

    /** Compares in constant time. */
    private boolean is(String text) {
      try {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(salt);
        return MessageDigest.isEqual(hash, sha.digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  public RegisteredDevice {
    secrets = List.copyOf(secrets);
  }

  /** The same device with one more secret. */
  RegisteredDevice with(List<Secret> more) {
    List<Secret> all = new ArrayList<>(secrets);
    all.addAll(more);
    return new RegisteredDevice(id, enabled, all, profile);
  }

  /**
   * Whether the text is a secret of this device; takes as long for a device that does not exist
   * (null) as for one that does.
   */
  public static boolean authenticates(RegisteredDevice device, String text) {
    String given = text == null ? "" : text;
    boolean authentic = false;
    if (device == null || device.secrets.isEmpty()) {
      Secret.NOBODYS.is(given);
    } else {
      for (Secret secret : device.secrets) {
        authentic |= secret.is(given);
      }
    }
    return authentic && device.enabled;
  }
}
