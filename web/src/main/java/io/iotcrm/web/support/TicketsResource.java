package io.iotcrm.web.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.MacroPreview;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.SlaState;
import io.iotcrm.domain.support.TicketCommentView;
import io.iotcrm.domain.support.TicketQuery;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.support.MacroService;
import io.iotcrm.ejb.support.TicketService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.JsonBodyReader;
import io.iotcrm.web.api.Preconditions;
import io.iotcrm.web.api.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Customers' problems. */
@RequestScoped
@Path("tickets")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {
  @EJB private TicketService service;
  @EJB private MacroService macros;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "List tickets, newest first",
      description =
          "sla: how its service level stands now. member: tickets in the queues of that user."
              + " Filters add up.")
  public Page<TicketView> list(
      @QueryParam("q") String q,
      @QueryParam("status") List<TicketStatus> status,
      @QueryParam("priority") Priority priority,
      @QueryParam("assignee") String assignee,
      @QueryParam("accountId") UUID accountId,
      @QueryParam("contactId") UUID contactId,
      @QueryParam("deviceId") String deviceId,
      @QueryParam("alarmId") UUID alarmId,
      @QueryParam("sla") SlaState sla,
      @QueryParam("queueId") UUID queueId,
      @QueryParam("member") String member,
      @QueryParam("unassigned") Boolean unassigned,
      @QueryParam("tag") String tag,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    Set<TicketStatus> wanted = status.isEmpty() ? Set.of() : EnumSet.copyOf(status);
    return service.list(
        new TicketQuery(
            q,
            wanted,
            priority,
            assignee,
            accountId,
            contactId,
            deviceId,
            alarmId,
            new TicketQuery.Work(sla, queueId, member, unassigned, tag),
            new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "Read one ticket",
      description =
          "One that was merged answers with the ticket that goes on, named in Content-Location.")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    TicketView view = service.get(id);
    Response answer = Answers.found(view, view.version(), request);
    return view.id().equals(id)
        ? answer
        : Response.fromResponse(answer)
            .contentLocation(uri.getBaseUriBuilder().path("tickets/" + view.id()).build())
            .build();
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a ticket")
  public Response create(TicketBody body) {
    TicketView view = service.create(body.details());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a ticket")
  public Response replace(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      TicketBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a ticket by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    TicketView before = service.get(id);
    TicketBody body = bodies.patched(TicketBody.of(before), patch, TicketBody.class);
    return write(id, ifMatch, before, body);
  }

  @POST
  @Path("{id}/take")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Operation(summary = "Give a ticket to yourself")
  public Response take(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    long version = service.get(id).version();
    TicketView after = service.take(id, Preconditions.expected(ifMatch, "ticket", id, version));
    return Answers.changed(after, after.version());
  }

  @GET
  @Path("{id}/macros/{macroId}")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Operation(summary = "Read what a macro would do to a ticket as it is now")
  public MacroPreview preview(@PathParam("id") UUID id, @PathParam("macroId") UUID macroId) {
    return macros.preview(id, macroId);
  }

  @POST
  @Path("{id}/macros/{macroId}")
  @Idempotent
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Apply a macro to a ticket, all of it or nothing")
  public Response apply(
      @PathParam("id") UUID id,
      @PathParam("macroId") UUID macroId,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      MacroTextBody body) {
    long expected = Preconditions.expected(ifMatch, "ticket", id, service.get(id).version());
    TicketView after = macros.apply(id, macroId, body == null ? null : body.text(), expected);
    return Answers.changed(after, after.version());
  }

  @GET
  @Path("{id}/history")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read what became of a ticket, newest first")
  public Page<TimelineView> history(
      @PathParam("id") UUID id,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.history(id, new PageRequest(limit, cursor));
  }

  @GET
  @Path("{id}/comments")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read the comments on a ticket, oldest first")
  public Page<TicketCommentView> comments(@PathParam("id") UUID id) {
    return new Page<>(service.comments(id), null);
  }

  @POST
  @Path("{id}/comments")
  @Idempotent
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Comment on a ticket")
  public Response comment(@PathParam("id") UUID id, CommentBody body) {
    boolean internal = body.internal() == null || body.internal();
    return Response.status(Response.Status.CREATED)
        .entity(service.comment(id, body.body(), internal))
        .build();
  }

  private Response write(UUID id, String ifMatch, TicketView before, TicketBody body) {
    long expected = Preconditions.expected(ifMatch, "ticket", id, before.version());
    TicketView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }
}
