package io.iotcrm.web.device;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A device that registers itself; without an id one is made. */
public record ProvisioningBody(
    @NotBlank @Size(max = 100) String provisionKey,
    @NotBlank @Size(max = 100) String provisionSecret,
    @Pattern(
            regexp = "[A-Za-z0-9_-]{1,64}",
            message = "must be 1 to 64 letters, digits, '_' or '-'")
        String deviceId,
    @Size(max = 200) String name) {
  @Override
  public String toString() {
    return "ProvisioningBody[" + deviceId + "]"; // never the secret
  }
}
