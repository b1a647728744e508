package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.CommandQuery;
import io.iotcrm.domain.device.CommandState;
import io.iotcrm.domain.device.CommandView;
import io.iotcrm.domain.device.NewCommand;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.CommandService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What one device is asked to do. */
@RequestScoped
@Path("devices")
@Tag(name = "Commands")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceCommandsResource {
  @EJB private CommandService service;
  @Context private UriInfo uri;

  @GET
  @Path("{id}/commands")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List one device's commands, newest first")
  public Page<CommandView> ofDevice(
      @PathParam("id") String deviceId,
      @QueryParam("state") CommandState state,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(new CommandQuery(deviceId, null, state, new PageRequest(limit, cursor)));
  }

  @POST
  @Path("{id}/commands")
  @Idempotent
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Ask a device to do something")
  public Response send(
      @PathParam("id") String deviceId,
      @HeaderParam("Idempotency-Key") String key,
      CommandBody body) {
    CommandView view =
        service.send(
            new NewCommand(
                deviceId, body.name(), body.paramsJson(), body.expiresAt(), body.options(), key));
    return Answers.created(
        uri.getBaseUriBuilder().path("commands").path(view.id().toString()).build(),
        view,
        view.version());
  }
}
