package io.iotcrm.edge.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the edge knows of a device.
 *
 * @param secrets those that are valid now: two while one replaces the other, perhaps none
 * @param profile the key of its profile, or null
 * @param keys by which it proves itself in DTLS, perhaps none
 * @param gateway whether it may speak for others
 * @param viaGateway the device that may speak for this one, or null
 * @param aliases what gateways call it in their topics and payloads
 * @param ruleFields what rules ask of it besides its readings
 */
public record RegisteredDevice(
    String id,
    boolean enabled,
    List<Secret> secrets,
    String profile,
    List<DtlsKey> keys,
    boolean gateway,
    String viaGateway,
    List<String> aliases,
    RuleFields ruleFields) {

  /**
   * What rules ask of it besides its readings.
   *
   * @param site null where no rule asks, or there is none
   * @param attributes those that a rule asks for
   * @param controls whether its commands go to another device
   */
  public record RuleFields(String site, Map<String, Object> attributes, boolean controls) {
    public static final RuleFields NONE = new RuleFields(null, Map.of(), false);

    public RuleFields {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * The stored form of a secret: a salt, and SHA-256 of salt and secret.
   *
   * @param credential what the centre calls it, or null
   */
  public record Secret(byte[] salt, byte[] hash, String credential) {
    private static final Secret NOBODYS = new Secret(new byte[16], new byte[32]);

    public Secret(byte[] salt, byte[] hash) {
      this(salt, hash, null);
    }

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

  /**
   * What a device shows in a DTLS handshake.
   *
   * @param publicId a PSK identity, or the SHA-256 fingerprint of a certificate in hex
   * @param key the pre-shared key; null for a certificate
   * @param credential what the centre calls it, or null
   */
  public record DtlsKey(String publicId, byte[] key, String credential) {
    public DtlsKey(String publicId, byte[] key) {
      this(publicId, key, null);
    }
  }

  public RegisteredDevice {
    secrets = List.copyOf(secrets);
    keys = List.copyOf(keys);
    aliases = List.copyOf(aliases);
  }

  /** A device with nothing but secrets. */
  public RegisteredDevice(String id, boolean enabled, List<Secret> secrets, String profile) {
    this(id, enabled, secrets, profile, List.of(), false, null, List.of());
  }

  /** A device of which no rule asks anything but its readings. */
  public RegisteredDevice(
      String id,
      boolean enabled,
      List<Secret> secrets,
      String profile,
      List<DtlsKey> keys,
      boolean gateway,
      String viaGateway,
      List<String> aliases) {
    this(id, enabled, secrets, profile, keys, gateway, viaGateway, aliases, RuleFields.NONE);
  }

  /** The same device with the credentials of another entry for it. */
  RegisteredDevice with(RegisteredDevice more) {
    return new RegisteredDevice(
        id,
        enabled,
        joined(secrets, more.secrets),
        profile,
        joined(keys, more.keys),
        gateway,
        viaGateway,
        aliases,
        ruleFields);
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /** Whether this device may send in the name of another: its own, or one that it stands for. */
  public boolean speaksFor(RegisteredDevice other) {
    return other != null && (id.equals(other.id) || gateway && id.equals(other.viaGateway));
  }

  /**
   * The secret of an enabled device that the text is, or null. Takes as long for a device that does
   * not exist (null) as for one that does.
   */
  public static Secret proved(RegisteredDevice device, String text) {
    String given = text == null ? "" : text;
    Secret proved = null;
    if (device == null || device.secrets.isEmpty()) {
      Secret.NOBODYS.is(given);
    } else {
      for (Secret secret : device.secrets) {
        proved = secret.is(given) ? secret : proved;
      }
    }
    return device != null && device.enabled ? proved : null;
  }
}
