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
import io.iotcrm.domain.rule.AlarmEventView;
import io.iotcrm.domain.rule.AlarmQuery;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.rule.AlarmService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Items;
import io.iotcrm.web.api.Preconditions;
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
import jakarta.ws.rs.core.HttpHeaders;
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
  @Operation(
      summary = "List alarms, newest first",
      description = "With collapsed=true a storm is shown by one of its alarms")
  public Page<AlarmView> list(
      @QueryParam("q") String q,
      @QueryParam("accountId") UUID accountId,
      @QueryParam("contactId") UUID contactId,
      @QueryParam("deviceId") String deviceId,
      @QueryParam("ruleId") UUID ruleId,
      @QueryParam("groupId") UUID groupId,
      @QueryParam("active") Boolean active,
      @QueryParam("acknowledged") Boolean acknowledged,
      @QueryParam("severity") Severity severity,
      @QueryParam("assignee") String assignee,
      @QueryParam("collapsed") @DefaultValue("false") boolean collapsed,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(
        new AlarmQuery(
            accountId,
            contactId,
            deviceId,
            ruleId,
            active,
            acknowledged,
            severity,
            assignee,
            groupId,
            collapsed,
            q,
            new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one alarm")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    AlarmView view = service.alarm(id);
    return Answers.found(view, view.version(), request);
  }

  @GET
  @Path("{id}/history")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read who did what with an alarm, oldest first")
  public Items<AlarmEventView> history(@PathParam("id") UUID id) {
    return new Items<>(service.history(id));
  }

  @POST
  @Path("{id}/acknowledge")
  @RolesAllowed({ADMIN, SUPPORT})
  @Operation(summary = "Say that somebody has seen it; once is enough")
  public Response acknowledge(@PathParam("id") UUID id) {
    return changed(service.acknowledge(id));
  }

  @POST
  @Path("{id}/clear")
  @RolesAllowed({ADMIN, SUPPORT})
  @Operation(summary = "Close it by hand; once is enough")
  public Response clear(@PathParam("id") UUID id) {
    return changed(service.clear(id));
  }

  @POST
  @Path("{id}/assign")
  @RolesAllowed({ADMIN, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say who takes care of it; null: nobody")
  public Response assign(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      AlarmAssignBody body) {
    return changed(service.assign(id, body.assigneeUsername(), expected(id, ifMatch)));
  }

  @POST
  @Path("{id}/escalate")
  @RolesAllowed({ADMIN, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make it worse by hand; without a severity the next worse one")
  public Response escalate(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      AlarmEscalateBody body) {
    return changed(service.escalate(id, body.severity(), body.note(), expected(id, ifMatch)));
  }

  @POST
  @Path("{id}/comments")
  @Idempotent
  @RolesAllowed({ADMIN, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Comment on it; the answer is its history")
  public Response comment(@PathParam("id") UUID id, AlarmCommentBody body) {
    return Response.status(Response.Status.CREATED)
        .entity(new Items<>(service.comment(id, body.body())))
        .build();
  }

  @POST
  @Path("acknowledge")
  @RolesAllowed({ADMIN, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Acknowledge many at once")
  public AlarmsChanged acknowledgeAll(AlarmIdsBody body) {
    return new AlarmsChanged(service.acknowledgeAll(body.distinct()));
  }

  @POST
  @Path("clear")
  @RolesAllowed({ADMIN, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Close many at once by hand")
  public AlarmsChanged clearAll(AlarmIdsBody body) {
    return new AlarmsChanged(service.clearAll(body.distinct()));
  }

  private long expected(UUID id, String ifMatch) {
    return Preconditions.expected(ifMatch, "alarm", id, service.alarm(id).version());
  }

  private static Response changed(AlarmView view) {
    return Answers.changed(view, view.version());
  }
}
