package io.iotcrm.web.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A command as callers write it. It expires after an hour unless it says otherwise. */
public record CommandBody(
    @NotBlank @Size(max = 64) String name,
    @Schema(implementation = Object.class) JsonNode params,
    Instant expiresAt) {
  String paramsJson() {
    if (params == null || params.isNull()) {
      return null;
    }
    if (!params.isObject()) {
      throw new InvalidInputException("/params", "must be an object");
    }
    return params.toString();
  }
}
