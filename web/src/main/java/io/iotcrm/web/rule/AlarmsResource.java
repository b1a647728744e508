package io.iotcrm.web.rule;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.AlarmQuery;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.rule.AlarmService;
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

/** Rules that hold, or held, on a device. */
@RequestScoped
@Path("alarms")
@Tag(name = "Alarms")
@Produces(MediaType.APPLICATION_JSON)
public class AlarmsResource {
  @EJB private AlarmService service;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List alarms, newest first")
  public Page<AlarmView> list(
      @QueryParam("accountId") UUID accountId,
      @QueryParam("contactId") UUID contactId,
      @QueryParam("deviceId") String deviceId,
      @QueryParam("active") Boolean active,
      @QueryParam("severity") Severity severity,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(
        new AlarmQuery(
            accountId, contactId, deviceId, active, severity, new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one alarm")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    AlarmView view = service.alarm(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Path("{id}/acknowledge")
  @RolesAllowed({ADMIN, SUPPORT})
  @Operation(summary = "Say that somebody has seen it; once is enough")
  public Response acknowledge(@PathParam("id") UUID id) {
    AlarmView view = service.acknowledge(id);
    return Answers.changed(view, view.version());
  }

  @POST
  @Path("{id}/clear")
  @RolesAllowed({ADMIN, SUPPORT})
  @Operation(summary = "Close it by hand; once is enough")
  public Response clear(@PathParam("id") UUID id) {
    AlarmView view = service.clear(id);
    return Answers.changed(view, view.version());
  }
}
