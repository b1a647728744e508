package io.iotcrm.web.rule;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.rule.DryRunView;
import io.iotcrm.ejb.rule.DryRunService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rules tried on stored readings. */
@RequestScoped
@Path("rules/dry-run")
@Tag(name = "Rules")
@Produces(MediaType.APPLICATION_JSON)
public class DryRunsResource {
  private static final int MAX_WAIT = 30;

  @EJB private DryRunService service;
  @Context private UriInfo uri;

  @POST
  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Try a rule on stored readings",
      description =
          "Lists what would have fired, without any effect. Waits for the end for 'wait' seconds"
              + " (0 to 30): 200 when it is over, otherwise 202, and the location says how far it"
              + " is.")
  public Response start(@QueryParam("wait") @DefaultValue("10") int wait, DryRunBody body) {
    if (wait < 0 || wait > MAX_WAIT) {
      throw new InvalidInputException("/wait", "must be 0 to " + MAX_WAIT);
    }
    DryRunView view = service.start(body.request(), Duration.ofSeconds(wait));
    return Response.status(
            view.state() == DryRunView.State.RUNNING
                ? Response.Status.ACCEPTED
                : Response.Status.OK)
        .location(uri.getAbsolutePathBuilder().path(view.id().toString()).build())
        .entity(view)
        .build();
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  @Operation(summary = "How far the trial of a rule is, and what came of it")
  public DryRunView get(@PathParam("id") UUID id) {
    return service.dryRun(id);
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  @Operation(summary = "Cancel the trial of a rule")
  public DryRunView cancel(@PathParam("id") UUID id) {
    return service.cancel(id);
  }
}
