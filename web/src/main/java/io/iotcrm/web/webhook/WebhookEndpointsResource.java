package io.iotcrm.web.webhook;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.webhook.WebhookDeliveryView;
import io.iotcrm.domain.webhook.WebhookEndpointView;
import io.iotcrm.ejb.webhook.WebhookEndpoints;
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

/** Endpoints of other systems that rules may tell what happened. */
@RequestScoped
@Path("webhook-endpoints")
@Tag(name = "Webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhookEndpointsResource {
  @EJB private WebhookEndpoints service;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Operation(summary = "List endpoints by name")
  public Page<WebhookEndpointView> list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    return service.list(new PageRequest(limit, cursor));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Operation(summary = "Read one endpoint")
  public Response get(@PathParam("id") UUID id, @Context Request request) {
    WebhookEndpointView view = service.get(id);
    return Answers.found(view, view.version(), request);
  }

  @POST
  @Idempotent
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make an endpoint; its secret is in this answer only")
  public Response create(WebhookBody body) {
    EndpointWithSecret made = EndpointWithSecret.of(service.create(body.name(), body.url()));
    return Answers.created(uri, made.id(), made, made.version());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace an endpoint; enabling it forgets why it was stopped")
  public Response replace(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      WebhookBody body) {
    return write(id, ifMatch, service.get(id), body);
  }

  @PATCH
  @Path("{id}")
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change an endpoint by a merge patch (RFC 7396)")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    WebhookEndpointView before = service.get(id);
    return write(
        id, ifMatch, before, bodies.patched(WebhookBody.of(before), patch, WebhookBody.class));
  }

  @POST
  @Path("{id}/secret")
  @Idempotent
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Operation(summary = "Make a new secret, in this answer only; the one before ends")
  public Response rekey(@PathParam("id") UUID id) {
    EndpointWithSecret made = EndpointWithSecret.of(service.rekey(id));
    return Answers.changed(made, made.version());
  }

  @POST
  @Path("{id}/test")
  @Idempotent
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Operation(summary = "Send a notification of type test")
  public Response test(@PathParam("id") UUID id) {
    service.test(id);
    return Response.accepted().build();
  }

  @GET
  @Path("{id}/deliveries")
  @RolesAllowed({ADMIN, INTEGRATOR})
  @Operation(summary = "List the attempts to tell an endpoint, newest first")
  public Page<WebhookDeliveryView> deliveries(
      @PathParam("id") UUID id,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.deliveries(id, new PageRequest(limit, cursor));
  }

  private Response write(UUID id, String ifMatch, WebhookEndpointView before, WebhookBody body) {
    long expected = Preconditions.expected(ifMatch, "webhook-endpoint", id, before.version());
    WebhookEndpointView after = service.update(id, body.name(), body.url(), body.inUse(), expected);
    return Answers.changed(after, after.version());
  }
}
