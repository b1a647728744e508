package io.iotcrm.web.device;

import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.web.platform.ListPage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Map;

/** The types of device, with how many there are of each. */
@Named
@RequestScoped
public class ProfilesPage extends ListPage<ProfileView> {
  @EJB private ProfileRegistry profiles;
  private Map<String, Long> counts;

  @Override
  protected Page<ProfileView> load(PageRequest request) {
    return profiles.list(request);
  }

  public long devices(String key) {
    if (counts == null) {
      counts = profiles.deviceCounts();
    }
    return counts.getOrDefault(key, 0L);
  }
}
