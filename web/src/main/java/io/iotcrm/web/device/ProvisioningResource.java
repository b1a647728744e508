package io.iotcrm.web.device;

import io.iotcrm.domain.device.NewDevice;
import io.iotcrm.ejb.device.Provisioning;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.web.api.Problem;
import io.iotcrm.web.api.ProblemException;
import io.iotcrm.web.security.ClientAddress;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a device that nobody knows yet registers itself with its profile's key. */
@ApplicationScoped
@Path("provisioning")
@Tag(name = "Provisioning")
@Produces(MediaType.APPLICATION_JSON)
public class ProvisioningResource {
  private static final String EVERYBODY = "";

  @EJB private Provisioning service;
  @Inject private Meters meters;
  @Inject private ClientAddress addresses;

  /** A site's devices come from one address; a guesser too. */
  private final RateLimit perAddress = new RateLimit(20, 60);

  private final RateLimit together = new RateLimit(200, 1_200);

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Register a device by its profile's key",
      description = "Nobody signs in here. 60 requests a minute from an address, 1,200 in all.")
  public Response register(@Context HttpServletRequest request, ProvisioningBody body) {
    long now = System.currentTimeMillis();
    if (!perAddress.admits(addresses.of(request), now) || !together.admits(EVERYBODY, now)) {
      meters.provisioned("key", "limited");
      throw new ProblemException(Problem.Kind.TOO_MANY_REQUESTS, "Wait a minute, then try again");
    }
    NewDevice made =
        service.byKey(body.provisionKey(), body.provisionSecret(), body.deviceId(), body.name());
    meters.provisioned("key", "ok");
    return Response.status(Response.Status.CREATED).entity(DeviceWithSecret.of(made)).build();
  }
}
