package io.iotcrm.web.device;

import io.iotcrm.domain.device.DeviceQuery;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Devices, by name, site or profile. */
@Named
@RequestScoped
public class DevicesPage extends ListPage<DeviceView> {
  @EJB private DeviceRegistry devices;
  @EJB private ProfileRegistry profiles;
  private String profile;

  @Override
  protected void read(Params address) {
    profile = address.get("profile");
  }

  @Override
  protected Page<DeviceView> load(PageRequest request) {
    return devices.list(new DeviceQuery(getQ(), profile, null, null, null, null, request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("profile", profile);
    return filters;
  }

  public List<ProfileView> getProfiles() {
    return profiles.list(PageRequest.first()).items();
  }

  public String getProfile() {
    return profile;
  }
}
