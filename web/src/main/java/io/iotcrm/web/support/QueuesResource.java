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
import io.iotcrm.domain.support.QueueView;
import io.iotcrm.ejb.support.QueueService;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where tickets wait. */
@RequestScoped
@Path("queues")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {
  @EJB private QueueService service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List queues by name")
  public Page<QueueView> list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    return service.list(new PageRequest(limit, cursor));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read a queue")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    QueueView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a queue")
  public Response create(QueueBody body) {
    QueueView view = service.create(body.details());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a queue")
  public Response replace(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, QueueBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed(ADMIN)
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a queue by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    QueueView before = service.get(id);
    return write(id, ifMatch, before, bodies.patched(QueueBody.of(before), patch, QueueBody.class));
  }

  private Response write(UUID id, String ifMatch, QueueView before, QueueBody body) {
    long expected = Preconditions.expected(ifMatch, "queue", id, before.version());
    QueueView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }
}
