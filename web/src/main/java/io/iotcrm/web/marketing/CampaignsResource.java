package io.iotcrm.web.marketing;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.marketing.CampaignMemberView;
import io.iotcrm.domain.marketing.CampaignView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.marketing.CampaignService;
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

/** Campaigns and who is in them. */
@RequestScoped
@Path("campaigns")
@Tag(name = "Campaigns")
@Produces(MediaType.APPLICATION_JSON)
public class CampaignsResource {
  @EJB private CampaignService service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List campaigns by name")
  public Page<CampaignView> list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    return service.list(new PageRequest(limit, cursor));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one campaign")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    CampaignView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, MARKETING})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a campaign")
  public Response create(CampaignBody body) {
    CampaignView view = service.create(body.name(), body.description());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, MARKETING})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a campaign")
  public Response replace(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      CampaignBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, MARKETING})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a campaign by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    CampaignView before = service.get(id);
    return write(
        id, ifMatch, before, bodies.patched(CampaignBody.of(before), patch, CampaignBody.class));
  }

  @GET
  @Path("{id}/members")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List who is in a campaign, the newest first")
  public Page<CampaignMemberView> members(
      @PathParam("id") UUID id,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.members(id, new PageRequest(limit, cursor));
  }

  @PUT
  @Path("{id}/members/{contactId}")
  @RolesAllowed({ADMIN, MARKETING})
  @Operation(summary = "Enter a contact that agreed to marketing; once is enough")
  public Response enter(@PathParam("id") UUID id, @PathParam("contactId") UUID contactId) {
    service.enter(id, contactId);
    return Response.noContent().build();
  }

  @DELETE
  @Path("{id}/members/{contactId}")
  @RolesAllowed({ADMIN, MARKETING, PRIVACY})
  @Operation(summary = "Take a contact out; once is enough")
  public Response leave(@PathParam("id") UUID id, @PathParam("contactId") UUID contactId) {
    service.leave(id, contactId);
    return Response.noContent().build();
  }

  private Response write(UUID id, String ifMatch, CampaignView before, CampaignBody body) {
    long expected = Preconditions.expected(ifMatch, "campaign", id, before.version());
    CampaignView after = service.update(id, body.name(), body.description(), body.isOn(), expected);
    return Answers.changed(after, after.version());
  }
}
