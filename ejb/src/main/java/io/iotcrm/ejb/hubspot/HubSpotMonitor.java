package io.iotcrm.ejb.hubspot;

import io.iotcrm.domain.hubspot.HubSpotContactView;
import io.iotcrm.domain.hubspot.HubSpotRequestView;
import io.iotcrm.domain.hubspot.HubSpotStatus;
import io.iotcrm.domain.platform.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.Optional;
import java.util.UUID;

/** Shows people how the synchronisation stands. */
@Stateless
@RolesAllowed({"admin", "marketing", "sales", "integrator", "analyst"})
public class HubSpotMonitor {
  public HubSpotStatus status() {
    throw new UnsupportedOperationException();
  }

  public Page<HubSpotRequestView> requests(int limit, String cursor) {
    throw new UnsupportedOperationException();
  }

  public Optional<HubSpotContactView> contact(UUID contactId) {
    throw new UnsupportedOperationException();
  }
}
