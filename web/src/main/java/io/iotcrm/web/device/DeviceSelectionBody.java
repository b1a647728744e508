package io.iotcrm.web.device;

import io.iotcrm.domain.device.DeviceSelection;
import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** Which devices are meant: those in use that fit all that is given. */
public record DeviceSelectionBody(
    @Size(max = 64) String profileKey,
    @Size(max = 200) String site,
    UUID accountId,
    @Size(max = 10_000) List<@NotBlank @Size(max = 64) String> deviceIds) {
  public DeviceSelection selection() {
    try {
      return new DeviceSelection(profileKey, site, accountId, deviceIds);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("/selection", e.getMessage());
    }
  }
}
