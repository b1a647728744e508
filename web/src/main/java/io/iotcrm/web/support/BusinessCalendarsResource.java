package io.iotcrm.web.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.CalendarView;
import io.iotcrm.ejb.support.CalendarService;
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
import jakarta.ws.rs.DELETE;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Business hours, in which the clocks of service levels run. */
@RequestScoped
@Path("business-calendars")
@Tag(name = "Service levels")
@Produces(MediaType.APPLICATION_JSON)
public class BusinessCalendarsResource {
  @EJB private CalendarService service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List business calendars by name")
  public Page<CalendarView> list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    return service.list(new PageRequest(limit, cursor));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read a business calendar")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    CalendarView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a business calendar")
  public Response create(CalendarBody body) {
    CalendarView view = service.create(body.details());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a business calendar")
  public Response replace(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      CalendarBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a business calendar by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    CalendarView before = service.get(id);
    return write(
        id, ifMatch, before, bodies.patched(CalendarBody.of(before), patch, CalendarBody.class));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Operation(summary = "Delete a business calendar that nothing refers to")
  public Response delete(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    service.delete(
        id, Preconditions.expected(ifMatch, "business-calendar", id, service.get(id).version()));
    return Response.noContent().build();
  }

  private Response write(UUID id, String ifMatch, CalendarView before, CalendarBody body) {
    long expected = Preconditions.expected(ifMatch, "business-calendar", id, before.version());
    CalendarView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }
}
