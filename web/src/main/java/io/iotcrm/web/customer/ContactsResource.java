package io.iotcrm.web.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.customer.ContactQuery;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.customer.Timeline;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
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

/** The people we serve, and what they have agreed to. */
@RequestScoped
@Path("contacts")
@Tag(name = "Contacts")
@Produces(MediaType.APPLICATION_JSON)
public class ContactsResource {
  @EJB private ContactService service;
  @EJB private Timeline timeline;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List contacts by last and first name")
  public Page<ContactView> list(
      @QueryParam("q") String q,
      @QueryParam("accountId") UUID accountId,
      @QueryParam("owner") String owner,
      @QueryParam("externalId") String externalId,
      @QueryParam("tier") String tier,
      @QueryParam("tag") String tag,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(
        new ContactQuery(
            q, accountId, owner, externalId, tier, tag, new PageRequest(limit, cursor)));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one contact")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    ContactView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a contact")
  public Response create(ContactBody body) {
    ContactView view =
        service.create(
            body.details(),
            body.extras(true),
            body.accountId(),
            body.agreed(),
            body.ownerUsername());
    return Answers.created(uri, view.id(), view, view.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a contact")
  public Response replace(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      ContactBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change a contact by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    ContactView before = service.get(id);
    ContactBody body = bodies.patched(ContactBody.of(before), patch, ContactBody.class);
    return write(id, ifMatch, before, body);
  }

  @PUT
  @Path("{id}/consents")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, PRIVACY, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace what a contact has agreed to, and nothing else")
  public Response decide(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      ConsentsBody body) {
    long expected = Preconditions.expected(ifMatch, "contact", id, service.get(id).version());
    ContactView after = service.decide(id, body.consents(), expected);
    return Answers.changed(after, after.version());
  }

  @GET
  @Path("{id}/timeline")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "What happened to it, newest first")
  public Page<TimelineView> timeline(@PathParam("id") UUID id, @BeanParam TimelineFilter filter) {
    service.get(id);
    return timeline.list(filter.ofContact(id));
  }

  private Response write(UUID id, String ifMatch, ContactView before, ContactBody body) {
    long expected = Preconditions.expected(ifMatch, "contact", id, before.version());
    ContactView after =
        service.update(
            id,
            body.details(),
            body.extras(false),
            body.accountId(),
            body.agreed(),
            body.ownerUsername(),
            expected);
    return Answers.changed(after, after.version());
  }
}
