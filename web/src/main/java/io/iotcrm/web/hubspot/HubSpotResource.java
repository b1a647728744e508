package io.iotcrm.web.hubspot;

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
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.ejb.hubspot.HubSpotMonitor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the synchronisation with HubSpot stands. */
@RequestScoped
@Path("hubspot")
@Tag(name = "HubSpot")
@Produces(MediaType.APPLICATION_JSON)
public class HubSpotResource {
  @EJB private HubSpotMonitor monitor;

  @GET
  @RolesAllowed({ADMIN, MARKETING, SALES, INTEGRATOR, ANALYST})
  @Operation(summary = "The state of the synchronisation")
  public HubSpotStatus status() {
    return monitor.status();
  }

  @GET
  @Path("requests")
  @RolesAllowed({ADMIN, MARKETING, SALES, INTEGRATOR, ANALYST})
  @Operation(summary = "What was sent, or would have been without a token, newest first")
  public Page<HubSpotRequestView> requests(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    PageRequest page = new PageRequest(limit, cursor);
    return monitor.requests(page);
  }

  @GET
  @Path("contacts/{id}")
  @RolesAllowed({ADMIN, MARKETING, SALES, INTEGRATOR, ANALYST})
  @Operation(summary = "Where one contact stands with HubSpot")
  public HubSpotContactView contact(@PathParam("id") UUID id) {
    return monitor
        .contact(id)
        .orElseThrow(() -> new RecordNotFoundException("HubSpot state of contact", id));
  }
}
