package io.iotcrm.web.device;

import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.DevicePresence;
import io.iotcrm.domain.device.DeviceQuery;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.PresenceState;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.device.PresenceService;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Devices, by name, site or profile. */
@Named
@RequestScoped
public class DevicesPage extends ListPage<DeviceView> {
  private static final String BLOCKED = "BLOCKED";
  private static final int IN_A_ROW = 5;

  @EJB private DeviceRegistry devices;
  @EJB private ProfileRegistry profiles;
  @EJB private PresenceService presences;
  @Inject private Changes changes;
  @Inject private Params params;
  private String profile;
  private String site;
  private String state;
  private Map<String, DevicePresence> shown;
  private List<ProfileView> known;

  @Override
  protected void read(Params address) {
    profile = address.get("profile");
    site = address.get("site");
    state = address.get("state");
  }

  @Override
  protected Page<DeviceView> load(PageRequest request) {
    return devices.list(
        new DeviceQuery(getQ(), profile, null, null, site, enabled(), presenceState(), request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("profile", profile);
    filters.put("site", site);
    filters.put("state", state);
    return filters;
  }

  private PresenceState presenceState() {
    return Params.constant(PresenceState.class, state);
  }

  /** Beside the states of presence the list can be asked for the blocked devices. */
  private Boolean enabled() {
    return BLOCKED.equals(state) ? Boolean.FALSE : null;
  }

  /** The presence of a device on this page. */
  public DevicePresence presence(String deviceId) {
    if (shown == null) {
      shown = presences.of(getItems().stream().map(DeviceView::id).toList());
    }
    return shown.get(deviceId);
  }

  /** Blocks or unblocks the device of the row. */
  public void enable() {
    String id = params.row();
    boolean wanted = Boolean.parseBoolean(params.value());
    changes.attempt(
        () -> {
          DeviceView now = devices.get(id == null ? "" : id);
          devices.update(id, DeviceDetails.of(now).withEnabled(wanted), now.version());
        },
        wanted ? "device.unblocked" : "device.blocked");
    reload();
  }

  public PresenceState[] getStates() {
    return PresenceState.values();
  }

  public String getSite() {
    return site;
  }

  public String getState() {
    return state;
  }

  public List<ProfileView> getProfiles() {
    if (known == null) {
      known = profiles.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
    }
    return known;
  }

  /**
   * Whether there are more profiles than a row of links can show: they are chosen in the search.
   */
  public boolean isManyProfiles() {
    return getProfiles().size() > IN_A_ROW;
  }

  public String getProfile() {
    return profile;
  }
}
