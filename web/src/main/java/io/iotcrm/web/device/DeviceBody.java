package io.iotcrm.web.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.web.api.Json;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A device as callers write it. Without an id one is made. */
public record DeviceBody(
    @Pattern(
            regexp = "[A-Za-z0-9_-]{1,64}",
            message = "must be 1 to 64 letters, digits, '_' or '-'")
        String id,
    @NotBlank @Size(max = 64) String profileKey,
    @Size(max = 200) String name,
    @Size(max = 100) String site,
    UUID accountId,
    UUID contactId,
    @Size(max = 64) String controlsId,
    Boolean enabled,
    Boolean gateway,
    @Size(max = 64) String viaGateway,
    @Schema(implementation = Object.class) JsonNode attributes) {
  private static final int MAX_ATTRIBUTES = 16_384;

  static DeviceBody of(DeviceView view) {
    try {
      return new DeviceBody(
          view.id(),
          view.profileKey(),
          view.name(),
          view.site(),
          view.accountId(),
          view.contactId(),
          view.controlsId(),
          view.enabled(),
          view.gateway(),
          view.viaGateway(),
          Json.MAPPER.readTree(view.attributes()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("attributes of " + view.id() + " are not JSON", e);
    }
  }

  DeviceDetails details() {
    String text = attributes == null || attributes.isNull() ? "{}" : attributes.toString();
    if (attributes != null && !attributes.isObject() && !attributes.isNull()) {
      throw new InvalidInputException("/attributes", "must be an object");
    }
    if (text.length() > MAX_ATTRIBUTES) {
      throw new InvalidInputException(
          "/attributes", "must have at most " + MAX_ATTRIBUTES + " characters");
    }
    return new DeviceDetails(
        profileKey,
        name,
        site,
        accountId,
        contactId,
        controlsId,
        enabled == null || enabled,
        gateway != null && gateway,
        viaGateway,
        text);
  }
}
