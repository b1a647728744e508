package io.iotcrm.web.device;

import io.iotcrm.domain.device.DeviceSelection;
import io.iotcrm.web.platform.Params;
import java.util.UUID;

/** What people write of the devices that are meant: texts, which may be nonsense. */
public class SelectionFields {
  private String profile;
  private String site;
  private String account;
  private String ids;

  /**
   * @throws io.iotcrm.domain.platform.RecordNotFoundException for an account that is no id
   * @throws IllegalArgumentException where nothing is given, or too many devices
   */
  public DeviceSelection selection() {
    UUID accountId =
        account == null || account.isBlank() ? null : Params.id("account", account.strip());
    return new DeviceSelection(profile, site, accountId, Params.words(ids));
  }

  public String getProfile() {
    return profile;
  }

  public void setProfile(String profile) {
    this.profile = profile;
  }

  public String getSite() {
    return site;
  }

  public void setSite(String site) {
    this.site = site;
  }

  public String getAccount() {
    return account;
  }

  public void setAccount(String account) {
    this.account = account;
  }

  public String getIds() {
    return ids;
  }

  public void setIds(String ids) {
    this.ids = ids;
  }
}
