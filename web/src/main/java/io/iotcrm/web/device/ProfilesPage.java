package io.iotcrm.web.device;

import io.iotcrm.domain.device.ProfileTemplate;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.ejb.device.ProfileWorkshop;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** The types of device, with how many there are of each, and the ready ones to take over. */
@Named
@RequestScoped
public class ProfilesPage extends ListPage<ProfileView> {
  @EJB private ProfileRegistry profiles;
  @EJB private ProfileWorkshop workshop;
  @Inject private Params params;
  @Inject private Changes changes;
  private Map<String, Long> counts;

  @Override
  protected Page<ProfileView> load(PageRequest request) {
    return profiles.list(request);
  }

  public List<ProfileTemplate> getTemplates() {
    return workshop.templates();
  }

  /** Makes the profile of a template. */
  public void create() {
    changes.attempt(() -> workshop.create(params.row()), "profile.saved");
    reload();
  }

  public long devices(String key) {
    if (counts == null) {
      counts = profiles.deviceCounts();
    }
    return counts.getOrDefault(key, 0L);
  }
}
