package io.iotcrm.web.device;

import io.iotcrm.domain.device.ProvisioningAuthority;
import io.iotcrm.domain.device.ProvisioningKey;
import io.iotcrm.ejb.device.ProvisioningSetup;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** What devices of the profile that is shown may register themselves with. */
@Named
@RequestScoped
public class ProvisioningForm {
  @EJB private ProvisioningSetup setup;
  @Inject private Params params;
  @Inject private Changes changes;
  private String profile;
  private String certificate;
  private ProvisioningSetup.NewKey made;
  private List<ProvisioningAuthority> authorities;

  @PostConstruct
  void readAddress() {
    profile = params.get("id");
  }

  public void makeKey() {
    changes.attempt(() -> made = setup.makeKey(profile), "provisioning.key.made");
  }

  public void removeKey() {
    changes.attempt(() -> setup.removeKey(profile), "provisioning.key.removed");
  }

  public void addAuthority() {
    if (changes.attempt(
        () -> setup.addAuthority(profile, certificate), "provisioning.authority.added")) {
      certificate = null;
    }
    authorities = null;
  }

  public void revokeAuthority() {
    UUID id = params.rowId("provisioning authority");
    changes.attempt(() -> setup.revokeAuthority(profile, id), "provisioning.authority.revoked");
    authorities = null;
  }

  /** The key as it stands; null where the profile has none. */
  public ProvisioningKey getKey() {
    return setup.key(profile).orElse(null);
  }

  public List<ProvisioningAuthority> getAuthorities() {
    if (authorities == null) {
      authorities = setup.authorities(profile);
    }
    return authorities;
  }

  /** The key's secret that has just been made; null at any other time. */
  public String getSecret() {
    return made == null ? null : made.secret();
  }

  public String getCertificate() {
    return certificate;
  }

  public void setCertificate(String certificate) {
    this.certificate = certificate;
  }
}
