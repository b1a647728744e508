package io.iotcrm.domain.device;

import io.iotcrm.domain.rule.RuleView;
import java.util.List;
import java.util.Map;

/**
 * A part of what an edge connector has to know of the registry.
 *
 * @param devices by id
 * @param profiles all of them, in every part
 * @param rules those that run at the edge and are enabled, in every part
 * @param pseudonymKey the key of pseudonyms; null where no profile wants any
 * @param nextCursor where the next part begins; null at the end
 * @param tag changes whenever any part of the registry changes
 */
public record RegistryPage(
    List<Entry> devices,
    List<ProfileView> profiles,
    List<RuleView> rules,
    byte[] pseudonymKey,
    String nextCursor,
    String tag) {
  public RegistryPage {
    devices = List.copyOf(devices);
    profiles = List.copyOf(profiles);
    rules = List.copyOf(rules);
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
   * @param ruleFields what rules at the edge ask of it besides its readings
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
      RuleFields ruleFields,
      String credential) {
    public Entry {
      aliases = List.copyOf(aliases);
    }
  }

  /**
   * What rules at the edge ask of a device; only what some rule names leaves the centre.
   *
   * @param site null where no rule asks, or there is none
   * @param attributes by name: texts, numbers and booleans
   * @param controls whether its commands go to another device, which the edge does not command
   */
  public record RuleFields(String site, Map<String, Object> attributes, boolean controls) {
    public RuleFields {
      attributes = Map.copyOf(attributes);
    }
  }
}
