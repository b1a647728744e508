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
import io.iotcrm.domain.sales.BoardQuery;
import io.iotcrm.domain.sales.BoardView;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.StageChangeView;
import io.iotcrm.ejb.sales.DealBoard;
import io.iotcrm.ejb.sales.DealImport;
import io.iotcrm.ejb.sales.DealMoves;
import io.iotcrm.ejb.sales.DealService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Items;
import io.iotcrm.web.api.JsonBodyReader;
import io.iotcrm.web.api.Preconditions;
import io.iotcrm.web.api.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
  @EJB private DealMoves moves;
  @EJB private DealBoard board;
  @EJB private DealImport imports;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List deals, newest first")
  public Page<DealView> list(
      @BeanParam DealFilters filters,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(filters.query(new PageRequest(limit, cursor)));
  }

  @GET
  @Path("board")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "A pipeline's deals by stage: counts, sums and the first deals of each")
  public BoardView board(
      @QueryParam("pipeline") String pipeline,
      @QueryParam("owner") String owner,
      @QueryParam("q") String q,
      @QueryParam("limit") @DefaultValue("25") int limit) {
    return board.board(new BoardQuery(pipeline, owner, q, limit, null, null));
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

  @POST
  @Path("past")
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Take over a deal of another system with its stages; once by its key")
  public Response takeOver(PastDealBody body) {
    DealView view = imports.take(body.deal());
    return Answers.changed(view, view.version());
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

  @POST
  @Path("{id}/move")
  @RolesAllowed({ADMIN, SALES})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Move a deal to a stage; to one for lost with the reason")
  public Response move(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, MoveBody body) {
    long expected = Preconditions.expected(ifMatch, "deal", id, service.get(id).version());
    DealView after = moves.move(id, body.move(), expected);
    return Answers.changed(after, after.version());
  }

  @POST
  @Path("{id}/undo-move")
  @RolesAllowed({ADMIN, SALES})
  @Operation(summary = "Take back your own last move of a deal, within 15 minutes")
  public Response undo(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    long expected = Preconditions.expected(ifMatch, "deal", id, service.get(id).version());
    DealView after = moves.undo(id, expected);
    return Answers.changed(after, after.version());
  }

  @GET
  @Path("{id}/stages")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "The stages that a deal came to, the last first")
  public Items<StageChangeView> stages(@PathParam("id") UUID id) {
    return new Items<>(moves.history(id));
  }

  private Response write(UUID id, String ifMatch, DealView before, DealBody body) {
    long expected = Preconditions.expected(ifMatch, "deal", id, before.version());
    DealView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }
}
