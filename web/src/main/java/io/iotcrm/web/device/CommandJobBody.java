package io.iotcrm.web.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.device.CommandOptions;
import io.iotcrm.domain.device.NewCommandJob;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A command to many devices as callers write it. */
public record CommandJobBody(
    @NotNull @Valid DeviceSelectionBody selection,
    @NotBlank @Size(max = 64) String name,
    @Schema(implementation = Object.class) JsonNode params,
    Instant expiresAt,
    Boolean oneWay,
    Boolean persistent,
    @Min(1) @Max(86_400) Integer timeoutSeconds,
    Instant notBefore) {
  NewCommandJob wanted(String key) {
    return new NewCommandJob(
        selection.selection(),
        name,
        CommandBody.paramsJson(params),
        expiresAt,
        new CommandOptions(
            Boolean.TRUE.equals(oneWay),
            !Boolean.FALSE.equals(persistent),
            timeoutSeconds,
            notBefore),
        key);
  }
}
