package io.iotcrm.web.hubspot;

import io.iotcrm.domain.hubspot.HubSpotContactView;
import io.iotcrm.domain.hubspot.HubSpotRequestView;
import io.iotcrm.domain.hubspot.HubSpotStatus;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.hubspot.HubSpotMonitor;
import io.iotcrm.web.platform.ListPage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;

/** What was sent to HubSpot, or would be if there were a token. */
@Named
@RequestScoped
public class HubspotPage extends ListPage<HubSpotRequestView> {
  @EJB private HubSpotMonitor monitor;
  private HubSpotStatus status;

  /** How many contacts stand where. */
  public record StateCount(String state, long contacts) {}

  @Override
  protected Page<HubSpotRequestView> load(PageRequest request) {
    return monitor.requests(request);
  }

  public HubSpotStatus getStatus() {
    if (status == null) {
      status = monitor.status();
    }
    return status;
  }

  public List<StateCount> getStates() {
    return Arrays.stream(HubSpotContactView.State.values())
        .map(state -> new StateCount(state.name(), getStatus().contacts().getOrDefault(state, 0L)))
        .toList();
  }
}
