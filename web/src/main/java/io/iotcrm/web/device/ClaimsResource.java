package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.DEVICE;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.ClaimCode;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.ejb.device.Provisioning;
import io.iotcrm.web.api.Problem;
import io.iotcrm.web.api.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Codes that devices show, and that give them to whoever types one in. */
@ApplicationScoped
@Path("claims")
@Tag(name = "Provisioning")
@Produces(MediaType.APPLICATION_JSON)
public class ClaimsResource {
  @EJB private Provisioning service;

  /** Codes have 50 random bits; this keeps even a leaked account from guessing. */
  private final RateLimit perCaller = new RateLimit(10, 10);

  @POST
  @Path("codes/{deviceId}")
  @RolesAllowed({DEVICE, ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "Make a device's claim code; the one before it stops working")
  public Response code(@PathParam("deviceId") String deviceId) {
    ClaimCode made = service.makeClaimCode(deviceId);
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @POST
  @RolesAllowed({ADMIN, SALES, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give the device that shows a code to a customer")
  public DeviceView claim(@Context SecurityContext caller, ClaimBody body) {
    if (!perCaller.admits(caller.getUserPrincipal().getName(), System.currentTimeMillis())) {
      throw new ProblemException(Problem.Kind.TOO_MANY_REQUESTS, "Wait a minute, then try again");
    }
    return service.claim(body.code(), body.accountId(), body.contactId());
  }
}
