package io.iotcrm.edge.registry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One state of the centre's registry, and the ways to find a device in it. Immutable. */
public final class Registry {
  public static final Registry EMPTY = new Registry(Map.of(), Map.of(), null);

  private final Map<String, RegisteredDevice> devices;
  private final Map<String, RegisteredProfile> profiles;
  private final List<RegisteredRule> rules;
  private final byte[] pseudonymKey;
  private final Map<String, Keyed> byPublicId = new HashMap<>();
  private final Map<String, RegisteredDevice> byAlias = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();

  /**
   * A device and the key by which it was found.
   *
   * @param credential what the centre calls the key, or null
   */
  public record Keyed(RegisteredDevice device, byte[] key, String credential) {}

  /**
   * @param devices by id
   * @param profiles by their key
   * @param rules those that run at the edge
   * @param pseudonymKey the installation's key of pseudonyms, or null
   */
  public Registry(
      Map<String, RegisteredDevice> devices,
      Map<String, RegisteredProfile> profiles,
      List<RegisteredRule> rules,
      byte[] pseudonymKey) {
    this.devices = Map.copyOf(devices);
    this.profiles = Map.copyOf(profiles);
    this.rules = List.copyOf(rules);
    this.pseudonymKey = pseudonymKey;
    for (RegisteredDevice device : this.devices.values()) {
      for (RegisteredDevice.DtlsKey key : device.keys()) {
        byPublicId.put(key.publicId(), new Keyed(device, key.key(), key.credential()));
      }
      for (String alias : device.aliases()) {
        if (byAlias.putIfAbsent(alias, device) != null) {
          ambiguous.add(alias);
        }
      }
    }
  }

  /** A registry without rules. */
  public Registry(
      Map<String, RegisteredDevice> devices,
      Map<String, RegisteredProfile> profiles,
      byte[] pseudonymKey) {
    this(devices, profiles, List.of(), pseudonymKey);
  }

  /** By id. */
  public Map<String, RegisteredDevice> devices() {
    return devices;
  }

  /** By their key. */
  public Map<String, RegisteredProfile> profiles() {
    return profiles;
  }

  /** Those that run at the edge. */
  public List<RegisteredRule> rules() {
    return rules;
  }

  /** The installation's key of pseudonyms, or null. */
  public byte[] pseudonymKey() {
    return pseudonymKey;
  }

  /** The enabled device with this PSK identity and its key, or null. */
  public Keyed withIdentity(String identity) {
    Keyed found = byPublicId.get(identity);
    return found != null && found.key() != null && found.device().enabled() ? found : null;
  }

  /** The enabled device with the certificate of this SHA-256 fingerprint in hex, or null. */
  public Keyed withCertificate(String fingerprint) {
    Keyed found = byPublicId.get(fingerprint.toLowerCase(Locale.ROOT));
    return found != null && found.key() == null && found.device().enabled() ? found : null;
  }

  /** The device that gateways call so: by its aliases, otherwise by its id. Null for a stranger. */
  public RegisteredDevice named(String name) {
    if (ambiguous.contains(name)) {
      return null;
    }
    RegisteredDevice known = byAlias.get(name);
    return known == null ? devices.get(name) : known;
  }

  /** Whether several devices claim this name, so that it means none. */
  public boolean isAmbiguous(String name) {
    return ambiguous.contains(name);
  }
}
