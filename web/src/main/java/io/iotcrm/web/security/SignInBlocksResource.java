package io.iotcrm.web.security;

import static io.iotcrm.domain.security.Role.ADMIN;

import io.iotcrm.ejb.security.SignInThrottle;
import io.iotcrm.ejb.security.SignInThrottle.Block;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Addresses from which too many passwords were wrong. */
@RequestScoped
@Path("sign-in-blocks")
@Tag(name = "Users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ADMIN)
public class SignInBlocksResource {
  @EJB private SignInThrottle throttle;

  @GET
  @Operation(summary = "List the addresses that have to wait now")
  public Items<Block> list() {
    return new Items<>(throttle.blocks());
  }

  @DELETE
  @Operation(summary = "Let an address try again; as it stands in the list")
  public void unblock(@QueryParam("address") String address) {
    throttle.unblock(address == null ? "" : address);
  }
}
