package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.ClientCertificate;
import io.iotcrm.domain.device.ProvisioningAuthority;
import io.iotcrm.domain.device.ProvisioningKey;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a profile's devices may register themselves with: its key, and authorities. */
@Stateless
@RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
public class ProvisioningSetup {
  private static final String KEY = "provisioning key";
  private static final String AUTHORITY = "provisioning authority";

  @Inject private ProvisioningTable table;
  @Inject private Records records;
  @EJB private ProfileRegistry profiles;

  /** A new key and the only sight of its secret. */
  public record NewKey(String key, String secret) {
    @Override
    public String toString() {
      return "NewKey[" + key + "]"; // never the secret
    }
  }

  public Optional<ProvisioningKey> key(String profileKey) {
    return table.key(profileId(profileKey));
  }

  /** Makes the profile's key; the one before it stops working. */
  public NewKey makeKey(String profileKey) {
    UUID profile = profileId(profileKey);
    String key = SecretHash.newSecret().substring(0, 20);
    String secret = SecretHash.newSecret();
    table.putKey(profile, key, SecretHash.of(secret));
    records.save("create", KEY, profileKey);
    return new NewKey(key, secret);
  }

  public void removeKey(String profileKey) {
    if (!table.removeKey(profileId(profileKey))) {
      throw new RecordNotFoundException(KEY, profileKey);
    }
    records.save("delete", KEY, profileKey);
  }

  /** Newest first, withdrawn ones too. */
  public List<ProvisioningAuthority> authorities(String profileKey) {
    return table.authorities(profileId(profileKey));
  }

  /**
   * @param pem the authority's own certificate, which may sign others
   */
  public ProvisioningAuthority addAuthority(String profileKey, String pem) {
    UUID profile = profileId(profileKey);
    ClientCertificate certificate = ClientCertificate.ofPem(pem, "/certificate");
    if (!certificate.authority()) {
      throw new InvalidInputException(
          "/certificate", "is no authority's: it may not sign others (basicConstraints)");
    }
    UUID id = Ids.next();
    if (!table.addAuthority(
        profile,
        id,
        certificate.commonName() == null ? certificate.fingerprint() : certificate.commonName(),
        certificate.fingerprint(),
        der(pem),
        certificate.notAfter())) {
      throw new InvalidInputException("/certificate", "is registered for this profile already");
    }
    records.save("create", AUTHORITY, id);
    return table.authorities(profile).stream()
        .filter(authority -> authority.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new RecordNotFoundException(AUTHORITY, id));
  }

  /** New certificates of its are no longer taken; devices that came with one keep theirs. */
  public void revokeAuthority(String profileKey, UUID id) {
    if (!table.revokeAuthority(profileId(profileKey), id)) {
      throw new RecordNotFoundException(AUTHORITY, id);
    }
    records.save("revoke", AUTHORITY, id);
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder()
        .decode(pem.replaceAll("-----(BEGIN|END) CERTIFICATE-----", "").strip());
  }

  private UUID profileId(String profileKey) {
    return profiles.get(profileKey).id();
  }
}
