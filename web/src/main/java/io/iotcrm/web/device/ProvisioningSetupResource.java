package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.ProvisioningAuthority;
import io.iotcrm.domain.device.ProvisioningKey;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.ejb.device.ProvisioningSetup;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a profile's devices may register themselves with. */
@RequestScoped
@Path("device-profiles/{key}/provisioning")
@Tag(name = "Provisioning")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
public class ProvisioningSetupResource {
  @EJB private ProvisioningSetup service;

  /** An authority's certificate, in PEM. */
  public record AuthorityBody(@NotBlank @Size(max = 20_000) String certificate) {}

  @GET
  @Path("key")
  @Operation(summary = "Read the profile's key, without its secret")
  public ProvisioningKey key(@PathParam("key") String profile) {
    return service
        .key(profile)
        .orElseThrow(() -> new RecordNotFoundException("provisioning key", profile));
  }

  @POST
  @Path("key")
  @Operation(summary = "Make the profile's key and secret; those before them stop working")
  public Response makeKey(@PathParam("key") String profile) {
    return Response.status(Response.Status.CREATED).entity(service.makeKey(profile)).build();
  }

  @DELETE
  @Path("key")
  @Operation(summary = "Remove the profile's key")
  public void removeKey(@PathParam("key") String profile) {
    service.removeKey(profile);
  }

  @GET
  @Path("authorities")
  @Operation(summary = "List who may sign certificates of the profile's devices")
  public Items<ProvisioningAuthority> authorities(@PathParam("key") String profile) {
    return new Items<>(service.authorities(profile));
  }

  @POST
  @Path("authorities")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Let one more authority sign them")
  public Response addAuthority(@PathParam("key") String profile, AuthorityBody body) {
    return Response.status(Response.Status.CREATED)
        .entity(service.addAuthority(profile, body.certificate()))
        .build();
  }

  @DELETE
  @Path("authorities/{id}")
  @Operation(summary = "Take no more new certificates of an authority")
  public void revokeAuthority(@PathParam("key") String profile, @PathParam("id") UUID id) {
    service.revokeAuthority(profile, id);
  }
}
