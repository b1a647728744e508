package io.iotcrm.web.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.device.CommandOptions;
import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A command as callers write it. It expires an hour after it may be sent, waits for a device that
 * is away, and expects an answer, unless it says otherwise.
 */
public record CommandBody(
    @NotBlank @Size(max = 64) String name,
    @Schema(implementation = Object.class) JsonNode params,
    Instant expiresAt,
    Boolean oneWay,
    Boolean persistent,
    @Min(1) @Max(86_400) Integer timeoutSeconds,
    Instant notBefore) {
  String paramsJson() {
    return paramsJson(params);
  }

  static String paramsJson(JsonNode params) {
    if (params == null || params.isNull()) {
      return null;
    }
    if (!params.isObject()) {
      throw new InvalidInputException("/params", "must be an object");
    }
    return params.toString();
  }

  CommandOptions options() {
    return new CommandOptions(
        Boolean.TRUE.equals(oneWay), !Boolean.FALSE.equals(persistent), timeoutSeconds, notBefore);
  }
}
