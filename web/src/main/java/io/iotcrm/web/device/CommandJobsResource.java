package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.CommandJobView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.CommandJobs;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Commands to many devices. */
@RequestScoped
@Path("command-jobs")
@Tag(name = "Commands")
@Produces(MediaType.APPLICATION_JSON)
public class CommandJobsResource {
  @EJB private CommandJobs service;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List jobs, newest first")
  public Page<CommandJobView> list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    return service.list(new PageRequest(limit, cursor));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one job with its counts; its commands are /commands?jobId=")
  public CommandJobView get(@PathParam("id") UUID id) {
    return service.job(id);
  }

  @POST
  @Path("count")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say how many devices a job would reach")
  public DeviceCount count(DeviceSelectionBody body) {
    return new DeviceCount(service.count(body.selection()));
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Ask many devices to do something")
  public Response start(@HeaderParam("Idempotency-Key") String key, CommandJobBody body) {
    CommandJobView view = service.start(body.wanted(key));
    return Answers.created(uri, view.id(), view, view.version());
  }

  @POST
  @Path("{id}/cancel")
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "Take back what is not sent yet")
  public CommandJobView cancel(@PathParam("id") UUID id) {
    return service.cancel(id);
  }
}
