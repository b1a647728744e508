package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.device.MappingTrial;
import io.iotcrm.ejb.device.ProfileWorkshop;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries a mapping on a sample message. */
@RequestScoped
@Path("device-profiles/mapping-test")
@Tag(name = "Device profiles")
@Produces(MediaType.APPLICATION_JSON)
public class MappingTestResource {
  @EJB private ProfileWorkshop workshop;

  /**
   * A mapping and a sample.
   *
   * @param payload the message as JSON, or as a text that holds it
   */
  public record Sample(
      @NotNull @Schema(implementation = Object.class) ObjectNode mapping,
      @Size(min = 1, max = 500) String topic,
      @NotNull @Schema(implementation = Object.class) JsonNode payload) {}

  @POST
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Try a mapping on a sample message",
      description =
          "Answers the device's name, the readings, and what was left out and why. Nothing is"
              + " stored. Faults of the mapping come with JSON pointers.")
  public MappingTrial of(Sample sample) {
    JsonNode payload = sample.payload();
    return workshop.tryMapping(
        sample.mapping().toString(),
        sample.topic(),
        payload.isTextual() ? payload.textValue() : payload.toString());
  }
}
