package io.iotcrm.web.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.customer.LeadQuery;
import io.iotcrm.domain.customer.LeadSource;
import io.iotcrm.domain.customer.LeadStatus;
import io.iotcrm.domain.customer.LeadView;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.LeadConversion;
import io.iotcrm.ejb.customer.LeadService;
import io.iotcrm.ejb.customer.Timeline;
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

/** Those who may become customers. */
@RequestScoped
@Path("leads")
@Tag(name = "Leads")
@Produces(MediaType.APPLICATION_JSON)
public class LeadsResource {
  @EJB private LeadService service;
  @EJB private LeadConversion conversion;
  @EJB private Timeline timeline;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List leads, the highest score first")
  public Page<LeadView> list(
      @QueryParam("q") String q,
      @QueryParam("status") LeadStatus status,
      @QueryParam("open") Boolean open,
      @QueryParam("source") LeadSource source,
      @QueryParam("owner") String owner,
      @QueryParam("tag") String tag,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(
        new LeadQuery(q, status, open, source, owner, tag, new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one lead")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    LeadView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES, MARKETING, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create a lead",
      description = "A new lead is NEW: a status in the body is not looked at")
  public Response create(LeadBody body) {
    LeadView view = service.create(body.details(), body.extras(true), body.ownerUsername());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a lead")
  public Response replace(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, LeadBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, INTEGRATOR})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a lead by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    LeadView before = service.get(id);
    LeadBody body = bodies.patched(LeadBody.of(before), patch, LeadBody.class);
    return write(id, ifMatch, before, body);
  }

  @GET
  @Path("{id}/duplicates")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Who may be the same: accounts, contacts, leads, the most alike first")
  public Items<Likeness> duplicates(@PathParam("id") UUID id) {
    return new Items<>(service.duplicates(id));
  }

  @POST
  @Path("{id}/convert")
  @Idempotent
  @RolesAllowed({ADMIN, SALES})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a customer of it",
      description =
          "Makes an account of its company and a contact of its person, or takes those that are"
              + " named, and opens a deal where one is given. All of it, or nothing. The lead stays"
              + " and says what it became.")
  public Response convert(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      ConversionBody body) {
    long expected = Preconditions.expected(ifMatch, "lead", id, service.get(id).version());
    LeadView after = conversion.convert(id, body.conversion(), expected);
    return Answers.changed(after, after.version());
  }

  @GET
  @Path("{id}/timeline")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "What happened to it, newest first")
  public Page<TimelineView> timeline(@PathParam("id") UUID id, @BeanParam TimelineFilter filter) {
    service.get(id);
    return timeline.list(filter.ofLead(id));
  }

  private Response write(UUID id, String ifMatch, LeadView before, LeadBody body) {
    long expected = Preconditions.expected(ifMatch, "lead", id, before.version());
    LeadView after =
        service.update(
            id,
            body.details(),
            body.extras(false),
            body.status(),
            body.lostReason(),
            body.ownerUsername(),
            expected);
    return Answers.changed(after, after.version());
  }
}
