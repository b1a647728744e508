package io.iotcrm.ejb.hubspot;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;

import io.iotcrm.domain.hubspot.HubSpotContactView;
import io.iotcrm.domain.hubspot.HubSpotRequestView;
import io.iotcrm.domain.hubspot.HubSpotStatus;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.Action;
import io.iotcrm.ejb.customer.ContactReach;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Shows people how the synchronisation stands. */
@Stateless
@RolesAllowed({ADMIN, MARKETING, SALES, INTEGRATOR, ANALYST})
public class HubSpotMonitor {
  @Inject private HubSpotRecords records;
  @Inject private ContactReach reach;
  @Inject private HubSpotSettings settings;
  @EJB private SharedRequestBudget budget;

  public HubSpotStatus status() {
    return new HubSpotStatus(
        settings.token().isPresent() ? "SENT" : "RECORDED",
        settings.url().toString(),
        settings.version(),
        records.counts(),
        budget.requestsOfTheDay(),
        settings.requestsPerDay(),
        records.lastRequestAt().orElse(null),
        budget.blockedUntil().orElse(null));
  }

  /** Requests with their bodies, newest first. */
  public Page<HubSpotRequestView> requests(PageRequest page) {
    reach.requireAll(Action.READ);
    return records.requests(page);
  }

  /** Where a contact stands; empty when it was never to be sent. */
  public Optional<HubSpotContactView> contact(UUID contactId) {
    reach.require(Action.READ, contactId);
    return records.contact(contactId);
  }
}
