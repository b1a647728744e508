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
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.CommandService;
import io.iotcrm.web.api.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What devices are asked to do. */
@RequestScoped
@Path("commands")
@Tag(name = "Commands")
@Produces(MediaType.APPLICATION_JSON)
public class CommandsResource {
  @EJB private CommandService service;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List commands, newest first")
  public Page<CommandView> list(
      @QueryParam("deviceId") String deviceId,
      @QueryParam("accountId") UUID accountId,
      @QueryParam("state") CommandState state,
      @QueryParam("jobId") UUID jobId,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(
        new CommandQuery(deviceId, accountId, state, jobId, new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one command")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    CommandView view = service.command(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Path("{id}/cancel")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "Take back a command that is not sent yet")
  public Response cancel(@PathParam("id") UUID id) {
    CommandView view = service.cancel(id);
    return Answers.changed(view, view.version());
  }
}
