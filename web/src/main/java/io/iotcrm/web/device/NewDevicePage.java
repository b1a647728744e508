package io.iotcrm.web.device;

import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.NewDevice;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.web.platform.Changes;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** One device, registered by hand. */
@Named
@RequestScoped
public class NewDevicePage {
  @EJB private DeviceRegistry devices;
  @EJB private ProfileRegistry profiles;
  @Inject private Changes changes;
  private String id;
  private String profileKey;
  private String name;
  private String site;
  private boolean gateway;
  private String viaGateway;
  private NewDevice made;

  public void create() {
    DeviceDetails details =
        new DeviceDetails(
            profileKey,
            blank(name),
            blank(site),
            null,
            null,
            null,
            true,
            gateway,
            blank(viaGateway),
            null);
    if (changes.attempt(() -> made = devices.create(blank(id), details), "device.made")) {
      id = null;
      name = null;
    }
  }

  private static String blank(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The device that has just been made; null at any other time. */
  public DeviceView getMade() {
    return made == null ? null : made.device();
  }

  public String getSecret() {
    return made == null ? null : made.secret();
  }

  public List<ProfileView> getProfiles() {
    return profiles.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getProfileKey() {
    return profileKey;
  }

  public void setProfileKey(String profileKey) {
    this.profileKey = profileKey;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getSite() {
    return site;
  }

  public void setSite(String site) {
    this.site = site;
  }

  public boolean isGateway() {
    return gateway;
  }

  public void setGateway(boolean gateway) {
    this.gateway = gateway;
  }

  public String getViaGateway() {
    return viaGateway;
  }

  public void setViaGateway(String viaGateway) {
    this.viaGateway = viaGateway;
  }
}
