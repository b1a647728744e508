package io.iotcrm.web.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;

import io.iotcrm.domain.customer.MergeView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.DuplicateService;
import io.iotcrm.web.api.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts and contacts that became one. */
@RequestScoped
@Path("merges")
@Tag(name = "Duplicates")
@Produces(MediaType.APPLICATION_JSON)
public class MergesResource {
  @EJB private DuplicateService service;

  @GET
  @RolesAllowed({ADMIN, PRIVACY, SALES})
  @Operation(summary = "List the merges of the last 90 days, newest first")
  public Page<MergeView> list(
      @QueryParam("object") String object,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.merges(object, new PageRequest(limit, cursor));
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make one of two accounts or contacts",
      description =
          "Everything that names the one that goes names the one that stays afterwards. Its own"
              + " values stay unless they are in take; what it does not know it takes over. Of"
              + " consents the stricter wins.")
  public MergeView merge(MergeBody body) {
    return service.merge(body.object(), body.keptId(), body.mergedId(), body.taken());
  }

  @POST
  @Path("{id}/undo")
  @RolesAllowed({ADMIN, SALES})
  @Operation(
      summary = "Take a merge back",
      description = "What was changed since, and what was added since, stays with the kept record")
  public MergeView undo(@PathParam("id") UUID id) {
    return service.undo(id);
  }
}
