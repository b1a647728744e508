package io.iotcrm.web.recommendation;

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
import io.iotcrm.domain.recommendation.ItemQuery;
import io.iotcrm.domain.recommendation.ItemView;
import io.iotcrm.ejb.recommendation.ItemCatalogue;
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

/** What can be offered to customers. */
@RequestScoped
@Path("items")
@Tag(name = "Items")
@Produces(MediaType.APPLICATION_JSON)
public class ItemsResource {
  @EJB private ItemCatalogue service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List items by SKU")
  public Page<ItemView> list(
      @QueryParam("q") String q,
      @QueryParam("category") String category,
      @QueryParam("shelf") String shelf,
      @QueryParam("inStock") Boolean inStock,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(new ItemQuery(q, category, shelf, inStock, new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one item")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    ItemView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, MARKETING, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a item")
  public Response create(ItemBody body) {
    ItemView view = service.create(body.details());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, MARKETING, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a item")
  public Response replace(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, ItemBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, MARKETING, INTEGRATOR})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a item by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    ItemView before = service.get(id);
    ItemBody body = bodies.patched(ItemBody.of(before), patch, ItemBody.class);
    return write(id, ifMatch, before, body);
  }

  private Response write(UUID id, String ifMatch, ItemView before, ItemBody body) {
    long expected = Preconditions.expected(ifMatch, "item", id, before.version());
    ItemView after = service.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }
}
