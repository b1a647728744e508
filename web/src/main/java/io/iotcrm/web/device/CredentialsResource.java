package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.CredentialSecret;
import io.iotcrm.domain.device.CredentialView;
import io.iotcrm.ejb.device.DeviceCredentials;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a device proves who it is. Secrets are in the answer that makes them, and nowhere else. */
@RequestScoped
@Path("devices/{id}/credentials")
@Tag(name = "Devices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
public class CredentialsResource {
  @EJB private DeviceCredentials service;
  @Context private UriInfo uri;

  @GET
  @Operation(summary = "List a device's credentials, newest first, without their secrets")
  public Items<CredentialView> list(@PathParam("id") String id) {
    return new Items<>(service.list(id));
  }

  @POST
  @Idempotent
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(
      summary = "Give a device one more credential",
      description =
          "Without a body, or with {}: a new token is made, and the tokens and passwords before it end at once")
  public Response create(@PathParam("id") String id, CredentialBody body) {
    return made(
        body == null || body.isEmpty() ? service.replaceAll(id) : service.create(id, body.wanted()),
        uri.getAbsolutePathBuilder().build());
  }

  @POST
  @Path("{credentialId}/rotate")
  @Idempotent
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(summary = "Make another of its kind; the old one ends at once or at a given moment")
  public Response rotate(
      @PathParam("id") String id, @PathParam("credentialId") UUID credentialId, RotationBody body) {
    CredentialSecret made =
        body == null
            ? service.rotate(id, credentialId, null, null)
            : service.rotate(id, credentialId, body.given(), body.oldValidUntil());
    return made(made, uri.getBaseUriBuilder().path("devices").path(id).path("credentials").build());
  }

  @DELETE
  @Path("{credentialId}")
  @Operation(summary = "End a credential; its connections are cut within 15 seconds")
  public void revoke(@PathParam("id") String id, @PathParam("credentialId") UUID credentialId) {
    service.revoke(id, credentialId);
  }

  private static Response made(CredentialSecret made, URI collection) {
    return Response.created(
            UriBuilder.fromUri(collection).path(made.credential().id().toString()).build())
        .entity(CredentialWithSecret.of(made))
        .build();
  }
}
