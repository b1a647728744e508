package io.iotcrm.web.sales;

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
import io.iotcrm.domain.sales.DealQuery;
import io.iotcrm.domain.sales.DealStage;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.ejb.sales.DealService;
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

/** What accounts may buy. */
@RequestScoped
@Path("deals")
@Tag(name = "Deals")
@Produces(MediaType.APPLICATION_JSON)
public class DealsResource {
  @EJB private DealService service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List deals, newest first")
  public Page<DealView> list(
      @QueryParam("q") String q,
      @QueryParam("stage") DealStage stage,
      @QueryParam("open") Boolean open,
      @QueryParam("owner") String owner,
      @QueryParam("accountId") UUID accountId,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(
        new DealQuery(q, stage, open, owner, accountId, new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one deal")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    DealView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a deal")
  public Response create(DealBody body) {
    DealView view = service.create(body.details());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a deal")
  public Response replace(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, DealBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a deal by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    DealView before = service.get(id);
    return write(id, ifMatch, before, bodies.patched(DealBody.of(before), patch, DealBody.class));
  }

  private Response write(UUID id, String ifMatch, DealView before, DealBody body) {
    long expected = Preconditions.expected(ifMatch, "deal", id, before.version());
    DealView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }
}
