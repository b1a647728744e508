package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.PRIVACY;

import io.iotcrm.domain.telemetry.privacy.Pseudonyms;
import io.iotcrm.ejb.device.PseudonymService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** From a name to its pseudonym, and from a device's pseudonym to the device. */
@RequestScoped
@Path("pseudonyms")
@Tag(name = "Privacy")
@Produces(MediaType.APPLICATION_JSON)
public class PseudonymsResource {
  @EJB private PseudonymService service;

  /** A name whose pseudonym is wanted. */
  public record Name(@NotNull Pseudonyms.Kind kind, @NotBlank @Size(max = 1_024) String name) {}

  /** A pseudonym. */
  public record Pseudonym(String pseudonym) {}

  /** The device behind a pseudonym. */
  public record Behind(String pseudonym, String deviceId) {}

  @POST
  @RolesAllowed({ADMIN, PRIVACY})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "The pseudonym of a device's id or of what names a person")
  public Pseudonym of(Name name) {
    return new Pseudonym(service.of(name.kind(), name.name()));
  }

  @GET
  @Path("{pseudonym}")
  @RolesAllowed({ADMIN, PRIVACY})
  @Operation(summary = "The device behind a pseudonym")
  public Behind device(@PathParam("pseudonym") String pseudonym) {
    return new Behind(pseudonym, service.device(pseudonym));
  }
}
